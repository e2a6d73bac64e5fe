package org.realtimeupdates.application.server;

import java.time.Duration;
import java.util.Set;

/**
 * What can be set at a server. Change one with its {@code with…} method, from {@link #DEFAULT}.
 *
 * @param window how many updates of an account may be sent and not yet replied on a connection; 1 to 100,000 [RTU-34]
 * @param writeTimeout how long a message may take to be written, and up to a quarter longer; positive [RTU-34]
 * @param maxFrameBytes the largest frame of an update: what every app accepts; 1 KiB to 64 MiB [RTU-4]
 * @param batchBytes up to what size waiting frames share a message; 1 KiB to {@code maxFrameBytes} [RTU-6]
 * @param maxDevicesPerUser how many devices of a user may be connected at a time; 1 to 100,000; a further one is answered 429, or closed
 *     with 1013
 * @param maxKnownDevicesPerUser how many devices of a user may be known, also of those only published to; 1 to 100,000; the connection of a
 *     further one is closed with 1013. {@code Devices.forget} makes room
 * @param allowedOrigins the exact values of {@code Origin} that browsers may come from [RTU-53]
 */
public record ServerOptions(
        int window,
        Duration writeTimeout,
        int maxFrameBytes,
        int batchBytes,
        int maxDevicesPerUser,
        int maxKnownDevicesPerUser,
        Set<String> allowedOrigins) {

    /** A window of 256, 30 s, 1 MiB, 64 KiB, 100 devices connected and 1,000 known, no browsers. */
    public static final ServerOptions DEFAULT =
            new ServerOptions(256, Duration.ofSeconds(30), 1 << 20, 64 << 10, 100, 1_000, Set.of());

    public ServerOptions {
        check("window", window, 1, 100_000);
        check("maxFrameBytes", maxFrameBytes, 1 << 10, 64 << 20);
        check("batchBytes", batchBytes, 1 << 10, maxFrameBytes);
        check("maxDevicesPerUser", maxDevicesPerUser, 1, 100_000);
        check("maxKnownDevicesPerUser", maxKnownDevicesPerUser, 1, 100_000);
        if (writeTimeout.isNegative() || writeTimeout.isZero()) {
            throw new IllegalArgumentException("writeTimeout: must be positive, got " + writeTimeout);
        }
        allowedOrigins = Set.copyOf(allowedOrigins);
        if (allowedOrigins.contains("null")) {
            throw new IllegalArgumentException("allowedOrigins: \"null\" can never be allowed");
        }
    }

    public ServerOptions withWindow(int updates) {
        return new ServerOptions(
                updates,
                writeTimeout,
                maxFrameBytes,
                batchBytes,
                maxDevicesPerUser,
                maxKnownDevicesPerUser,
                allowedOrigins);
    }

    public ServerOptions withWriteTimeout(Duration timeout) {
        return new ServerOptions(
                window, timeout, maxFrameBytes, batchBytes, maxDevicesPerUser, maxKnownDevicesPerUser, allowedOrigins);
    }

    public ServerOptions withMaxDevicesPerUser(int devices) {
        return new ServerOptions(
                window, writeTimeout, maxFrameBytes, batchBytes, devices, maxKnownDevicesPerUser, allowedOrigins);
    }

    public ServerOptions withMaxKnownDevicesPerUser(int devices) {
        return new ServerOptions(
                window, writeTimeout, maxFrameBytes, batchBytes, maxDevicesPerUser, devices, allowedOrigins);
    }

    public ServerOptions withAllowedOrigins(Set<String> origins) {
        return new ServerOptions(
                window, writeTimeout, maxFrameBytes, batchBytes, maxDevicesPerUser, maxKnownDevicesPerUser, origins);
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + min + " to " + max + " are allowed, got " + value);
        }
    }
}
