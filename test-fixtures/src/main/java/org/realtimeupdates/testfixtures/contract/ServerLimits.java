package org.realtimeupdates.testfixtures.contract;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a server under test is to serve.
 *
 * @param handshakeTimeout after which a connection that is no WebSocket yet is dropped
 * @param maxPendingHandshakes how many handshakes may wait for a decision
 * @param maxConnections how many may be open
 * @param maxConnectionsPerAddress how many of one address
 * @param maxFrames how many frames a client may send in 10 s
 * @param tls the context of a server of {@code wss}
 */
public record ServerLimits(
        Duration handshakeTimeout,
        int maxPendingHandshakes,
        int maxConnections,
        int maxConnectionsPerAddress,
        int maxFrames,
        Optional<SSLContext> tls) {

    /** Far above what a test needs. */
    public static final ServerLimits WIDE =
            new ServerLimits(Duration.ofSeconds(10), 1_000, 20_000, 10_000, 200_000, Optional.empty());

    ServerLimits withHandshakes(Duration timeout, int maxPending) {
        return new ServerLimits(timeout, maxPending, maxConnections, maxConnectionsPerAddress, maxFrames, tls);
    }

    ServerLimits withMaxConnections(int inAll, int perAddress) {
        return new ServerLimits(handshakeTimeout, maxPendingHandshakes, inAll, perAddress, maxFrames, tls);
    }

    ServerLimits withMaxFrames(int frames) {
        return new ServerLimits(
                handshakeTimeout, maxPendingHandshakes, maxConnections, maxConnectionsPerAddress, frames, tls);
    }

    ServerLimits withTls(SSLContext context) {
        return new ServerLimits(
                handshakeTimeout,
                maxPendingHandshakes,
                maxConnections,
                maxConnectionsPerAddress,
                maxFrames,
                Optional.of(context));
    }
}
