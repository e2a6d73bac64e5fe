package org.realtimeupdates.adapter.tyrus.server;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.realtimeupdates.application.server.RealtimeServer;

/**
 * How a {@link StandaloneServer} serves.
 *
 * @param maxMessageBytes a larger message of a client closes with 1009 [RTU-4]
 * @param handshakeTimeout after which a connection that is no WebSocket yet is dropped [RTU-52]
 * @param maxPendingHandshakes how many handshakes may wait for a decision; further ones are answered with 503
 * @param sslContext for {@code wss}; without it {@code ws}, for loopback or behind a proxy that does TLS
 */
public record StandaloneServerOptions(
        int maxMessageBytes, Duration handshakeTimeout, int maxPendingHandshakes, Optional<SSLContext> sslContext) {

    /** Plain {@code ws} with 64 KiB a message, 10 s a handshake and 1,000 of them at a time. */
    public static final StandaloneServerOptions DEFAULT = new StandaloneServerOptions(
            RealtimeServer.DEFAULT_MAX_MESSAGE_BYTES, Duration.ofSeconds(10), 1000, Optional.empty());

    public StandaloneServerOptions {
        if (maxMessageBytes < 1) {
            throw new IllegalArgumentException("maxMessageBytes: must be positive");
        }
        if (handshakeTimeout.isNegative() || handshakeTimeout.isZero()) {
            throw new IllegalArgumentException("handshakeTimeout: must be positive");
        }
        if (maxPendingHandshakes < 1) {
            throw new IllegalArgumentException("maxPendingHandshakes: must be positive");
        }
    }

    /** The same with TLS. */
    public StandaloneServerOptions withTls(SSLContext context) {
        return new StandaloneServerOptions(
                maxMessageBytes, handshakeTimeout, maxPendingHandshakes, Optional.of(context));
    }
}
