package org.realtimeupdates.adapter.websocket.server;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.realtimeupdates.application.server.RealtimeServer;

/**
 * How a standalone server serves, on whatever engine. Change one with its {@code with…} method, from {@link #DEFAULT}. Numbers are positive.
 *
 * @param maxMessageBytes a larger message of a client closes with 1009 [RTU-4]
 * @param handshakeTimeout after which a connection that is no WebSocket yet is dropped [RTU-52]
 * @param maxPendingHandshakes how many handshakes may wait for a decision; further ones are answered with 503
 * @param maxConnections how many connections may be open; further ones are dropped unread
 * @param maxConnectionsPerAddress how many of them may come from one IPv4 address or one IPv6 network of 64 bits. Behind a proxy that
 *     is the proxy's: set it to {@code maxConnections}
 * @param maxFrames how many frames a client may send in 10 s; more close with 1008
 * @param sslContext for {@code wss}; without it {@code ws}, for loopback or behind a proxy that does TLS
 */
public record StandaloneServerOptions(
        int maxMessageBytes,
        Duration handshakeTimeout,
        int maxPendingHandshakes,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxFrames,
        Optional<SSLContext> sslContext) {

    /**
     * Plain {@code ws} with 64 KiB a message, 10 s a handshake and 1,000 of them at a time, 20,000 connections, 10,000 of one address,
     * and 200,000 frames.
     */
    public static final StandaloneServerOptions DEFAULT = new StandaloneServerOptions(
            RealtimeServer.DEFAULT_MAX_MESSAGE_BYTES,
            Duration.ofSeconds(10),
            1_000,
            20_000,
            10_000,
            200_000,
            Optional.empty());

    public StandaloneServerOptions {
        check("maxMessageBytes", maxMessageBytes);
        check("maxPendingHandshakes", maxPendingHandshakes);
        check("maxConnections", maxConnections);
        check("maxConnectionsPerAddress", maxConnectionsPerAddress);
        check("maxFrames", maxFrames);
        if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
            throw new IllegalArgumentException("handshakeTimeout: must be positive");
        }
    }

    /** The same with other limits of handshakes. */
    public StandaloneServerOptions withHandshakes(Duration timeout, int maxPending) {
        return new StandaloneServerOptions(
                maxMessageBytes, timeout, maxPending, maxConnections, maxConnectionsPerAddress, maxFrames, sslContext);
    }

    /** The same with other limits of connections. */
    public StandaloneServerOptions withMaxConnections(int inAll, int perAddress) {
        return new StandaloneServerOptions(
                maxMessageBytes, handshakeTimeout, maxPendingHandshakes, inAll, perAddress, maxFrames, sslContext);
    }

    /** The same with another limit of frames in 10 s. */
    public StandaloneServerOptions withMaxFrames(int frames) {
        return new StandaloneServerOptions(
                maxMessageBytes,
                handshakeTimeout,
                maxPendingHandshakes,
                maxConnections,
                maxConnectionsPerAddress,
                frames,
                sslContext);
    }

    /** The same with TLS. */
    public StandaloneServerOptions withTls(SSLContext context) {
        return new StandaloneServerOptions(
                maxMessageBytes,
                handshakeTimeout,
                maxPendingHandshakes,
                maxConnections,
                maxConnectionsPerAddress,
                maxFrames,
                Optional.of(context));
    }

    private static void check(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + ": must be positive");
        }
    }
}
