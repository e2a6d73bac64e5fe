package org.realtimeupdates.application.client;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.realtimeupdates.application.port.transport.Subprotocol;

/**
 * What can be set at a client. Change one with its {@code with…} method, from {@link #DEFAULT}.
 *
 * @param subprotocols what to offer, best first; none for the original frames only [RTU-7]
 * @param connectTimeout for one attempt to connect; positive
 * @param firstRetryDelay up to this long after the first failure, doubling [RTU-57]
 * @param maxRetryDelay up to this long at most [RTU-57]
 * @param healthyAfter a connection that lives this long starts the delays anew [RTU-57]
 * @param backgroundGrace how long owed replies may take to be sent before the connection is closed [RTU-58]
 * @param maxBatch how many updates share a transaction at most; 1 to 100,000
 * @param maxMessageBytes a larger message of the server is not read; 1 KiB to 64 MiB [RTU-4]
 * @param retention how long refs are remembered and commands kept
 */
public record ClientOptions(
        List<Subprotocol> subprotocols,
        Duration connectTimeout,
        Duration firstRetryDelay,
        Duration maxRetryDelay,
        Duration healthyAfter,
        Duration backgroundGrace,
        int maxBatch,
        int maxMessageBytes,
        Retention retention) {

    /** Binary or text version 1, 10 s, 0.5 s to 30 s, 30 s, 5 s, 1,000 updates, 1 MiB, {@link Retention#DEFAULT}. */
    public static final ClientOptions DEFAULT = new ClientOptions(
            List.of(Subprotocol.V1_BINARY, Subprotocol.V1),
            Duration.ofSeconds(10),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            1_000,
            1 << 20,
            Retention.DEFAULT);

    public ClientOptions {
        subprotocols = List.copyOf(subprotocols);
        if (subprotocols.contains(Subprotocol.BARE)) {
            throw new IllegalArgumentException("subprotocols: bare cannot be offered; offer nothing instead");
        }
        Retention.checkPositive("connectTimeout", connectTimeout);
        Retention.checkPositive("firstRetryDelay", firstRetryDelay);
        Retention.checkPositive("maxRetryDelay", maxRetryDelay);
        Retention.checkPositive("healthyAfter", healthyAfter);
        Retention.checkPositive("backgroundGrace", backgroundGrace);
        check("maxBatch", maxBatch, 1, 100_000);
        check("maxMessageBytes", maxMessageBytes, 1 << 10, 64 << 20);
        Objects.requireNonNull(retention, "retention");
    }

    public ClientOptions withSubprotocols(List<Subprotocol> offers) {
        return new ClientOptions(
                offers,
                connectTimeout,
                firstRetryDelay,
                maxRetryDelay,
                healthyAfter,
                backgroundGrace,
                maxBatch,
                maxMessageBytes,
                retention);
    }

    public ClientOptions withMaxBatch(int updates) {
        return new ClientOptions(
                subprotocols,
                connectTimeout,
                firstRetryDelay,
                maxRetryDelay,
                healthyAfter,
                backgroundGrace,
                updates,
                maxMessageBytes,
                retention);
    }

    /** Delays between attempts: up to {@code first} after the first failure, doubling up to {@code max}. */
    public ClientOptions withRetryDelays(Duration first, Duration max) {
        return new ClientOptions(
                subprotocols,
                connectTimeout,
                first,
                max,
                healthyAfter,
                backgroundGrace,
                maxBatch,
                maxMessageBytes,
                retention);
    }

    public ClientOptions withBackgroundGrace(Duration grace) {
        return new ClientOptions(
                subprotocols,
                connectTimeout,
                firstRetryDelay,
                maxRetryDelay,
                healthyAfter,
                grace,
                maxBatch,
                maxMessageBytes,
                retention);
    }

    public ClientOptions withRetention(Retention times) {
        return new ClientOptions(
                subprotocols,
                connectTimeout,
                firstRetryDelay,
                maxRetryDelay,
                healthyAfter,
                backgroundGrace,
                maxBatch,
                maxMessageBytes,
                times);
    }

    /**
     * How long an app remembers.
     *
     * @param refs how long a ref is remembered at least, counted from when its update came last; it is forgotten when a later
     *     connection has caught up without it [RTU-36]; positive
     * @param refsOfBareServers the same where the server never says that all was sent; positive
     * @param commands how long a command waits for its answer; shorter than servers remember outcomes; positive
     */
    public record Retention(Duration refs, Duration refsOfBareServers, Duration commands) {

        /** 7 days, 90 days, 7 days. */
        public static final Retention DEFAULT =
                new Retention(Duration.ofDays(7), Duration.ofDays(90), Duration.ofDays(7));

        public Retention {
            checkPositive("refs", refs);
            checkPositive("refsOfBareServers", refsOfBareServers);
            checkPositive("commands", commands);
        }

        /** Here and not outside: that class needs this one to be ready, and not the other way round. */
        private static void checkPositive(String name, Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException(name + ": must be positive, got " + value);
            }
        }
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + ": " + min + " to " + max + " are allowed, got " + value);
        }
    }
}
