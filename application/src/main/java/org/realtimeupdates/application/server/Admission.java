package org.realtimeupdates.application.server;

import java.time.Duration;
import java.util.Optional;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.Device;

/** The answer to a {@link Handshake}. */
public sealed interface Admission {

    /**
     * The connection may be opened.
     *
     * @param device who it is: authenticated
     * @param subprotocol what to answer the offers with
     * @param order of two connections of a device the one with the higher number is the newer [RTU-54]
     * @param validFor how long the connection may live; empty without an end
     */
    record Accepted(Device device, Subprotocol subprotocol, long order, Optional<Duration> validFor)
            implements Admission {

        /** One without an end that is not told apart from others by age. */
        public Accepted(Device device, Subprotocol subprotocol) {
            this(device, subprotocol, 0, Optional.empty());
        }

        /** The same with another order. */
        public Accepted withOrder(long number) {
            return new Accepted(device, subprotocol, number, validFor);
        }
    }

    /**
     * No connection.
     *
     * @param status the HTTP status to answer with: 400, 401, 403, 404, 429 or 503
     * @param reason for people; holds nothing of what the client said
     */
    record Refused(int status, String reason) implements Admission {

        /** What to close with where the container has already opened the WebSocket [RTU-52]. */
        public CloseReason closeReason() {
            return switch (status) {
                case 401 -> new CloseReason(CloseReason.UNAUTHORIZED, reason);
                case 403 -> new CloseReason(CloseReason.FORBIDDEN, reason);
                case 429 -> new CloseReason(CloseReason.TRY_AGAIN_LATER, reason);
                case 503 -> new CloseReason(CloseReason.INTERNAL_ERROR, reason);
                default -> new CloseReason(CloseReason.POLICY_VIOLATION, reason);
            };
        }
    }
}
