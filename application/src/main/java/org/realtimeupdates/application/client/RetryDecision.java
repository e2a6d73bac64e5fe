package org.realtimeupdates.application.client;

import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;

/** What a client does about the end of a connection: the table of [RTU-55]. */
enum RetryDecision {
    /** Tries again after a delay that grows. */
    RETRY,
    /** Tries again after the longest delay, and reports: trying soon would meet the same fault. */
    RETRY_LATE,
    /** Gets another token and tries once at once; the next time with delays. */
    FRESH_TOKEN,
    /** Does not try again by itself. */
    STOP;

    static RetryDecision of(Disconnect disconnect) {
        if (disconnect instanceof Disconnect.Closed closed) {
            return ofCode(closed.code());
        }
        if (disconnect instanceof Disconnect.Refused refused) {
            return ofStatus(refused.status());
        }
        return RETRY;
    }

    private static RetryDecision ofCode(int code) {
        return switch (code) {
            case CloseReason.UNAUTHORIZED -> FRESH_TOKEN;
            case CloseReason.FORBIDDEN, CloseReason.REPLACED -> STOP;
            case CloseReason.PROTOCOL_ERROR,
                    CloseReason.UNSUPPORTED_DATA,
                    CloseReason.INVALID_UTF8,
                    CloseReason.POLICY_VIOLATION,
                    CloseReason.TOO_BIG -> RETRY_LATE;
            default -> RETRY;
        };
    }

    private static RetryDecision ofStatus(int status) {
        return switch (status) {
            case 401 -> FRESH_TOKEN;
            case 403 -> STOP;
            case 429 -> RETRY;
            default -> status >= 400 && status < 500 ? RETRY_LATE : RETRY;
        };
    }
}
