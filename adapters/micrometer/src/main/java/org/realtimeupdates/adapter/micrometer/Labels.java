package org.realtimeupdates.adapter.micrometer;

import java.util.Set;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.CommandOutcome;

/** Values of tags: few, whatever a peer says. */
final class Labels {

    static final String ACCOUNT = "account";
    static final String CAUSE = "cause";
    static final String CODE = "code";
    static final String OUTCOME = "outcome";
    static final String STATE = "state";
    static final String STATUS = "status";
    static final String SUBPROTOCOL = "subprotocol";

    private static final String OTHER = "other";

    /** Those of RFC 6455 and of [RTU-55]; a peer may close with any of 4,000. */
    private static final Set<Integer> CLOSE_CODES = Set.of(
            1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 4401, 4403, 4408, 4409);

    private Labels() {}

    static String code(int closeCode) {
        return CLOSE_CODES.contains(closeCode) ? Integer.toString(closeCode) : OTHER;
    }

    static String status(int httpStatus) {
        return httpStatus >= 400 && httpStatus < 600 ? Integer.toString(httpStatus) : OTHER;
    }

    static String subprotocol(Subprotocol subprotocol) {
        return subprotocol.isV1() ? subprotocol.wireName() : "bare";
    }

    static String outcome(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Processed) {
            return "processed";
        }
        if (outcome instanceof CommandOutcome.Rejected) {
            return "rejected";
        }
        return outcome instanceof CommandOutcome.Expired ? "expired" : "unconfirmed";
    }

    static String state(ConnectionState state) {
        if (state instanceof ConnectionState.Idle) {
            return "idle";
        }
        if (state instanceof ConnectionState.Connecting) {
            return "connecting";
        }
        if (state instanceof ConnectionState.Connected) {
            return "connected";
        }
        if (state instanceof ConnectionState.CaughtUp) {
            return "caught-up";
        }
        if (state instanceof ConnectionState.Waiting) {
            return "waiting";
        }
        return state instanceof ConnectionState.Closing ? "closing" : "stopped";
    }
}
