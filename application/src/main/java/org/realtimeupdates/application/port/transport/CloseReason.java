package org.realtimeupdates.application.port.transport;

import java.util.Objects;

/**
 * Why a connection is closed: a close code of RFC 6455 or of [RTU-55].
 *
 * @param code 1000 to 4999
 * @param reason for people, at most {@value #MAX_REASON_LENGTH} characters of US-ASCII from our own texts
 */
public record CloseReason(int code, String reason) {

    public static final int MAX_REASON_LENGTH = 120;

    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    public static final int ABNORMAL = 1006;
    public static final int INVALID_UTF8 = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;
    public static final int INTERNAL_ERROR = 1011;
    public static final int TRY_AGAIN_LATER = 1013;
    public static final int UNAUTHORIZED = 4401;
    public static final int FORBIDDEN = 4403;
    public static final int TOO_SLOW = 4408;
    public static final int REPLACED = 4409;

    public CloseReason {
        Objects.requireNonNull(reason, "reason");
        if (code < 1000 || code > 4999) {
            throw new IllegalArgumentException("code: 1000 to 4999 are allowed, got " + code);
        }
        if (reason.length() > MAX_REASON_LENGTH) {
            reason = reason.substring(0, MAX_REASON_LENGTH);
        }
    }
}
