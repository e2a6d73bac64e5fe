package org.realtimeupdates.adapter.websocket;

import java.nio.charset.StandardCharsets;
import org.realtimeupdates.application.port.transport.CloseReason;

/** Close reasons for the wire. */
public final class CloseReasons {

    private CloseReasons() {}

    /** The same for a container; a code that must not be sent becomes 1000. */
    public static jakarta.websocket.CloseReason toJakarta(CloseReason reason) {
        boolean sendable =
                reason.code() != 1004 && reason.code() != 1005 && reason.code() != 1006 && reason.code() != 1015;
        int code = sendable ? reason.code() : CloseReason.NORMAL;
        String text = new String(reason.reason().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        return new jakarta.websocket.CloseReason(jakarta.websocket.CloseReason.CloseCodes.getCloseCode(code), text);
    }

    /** The reason's text, empty where it has none. */
    public static String text(jakarta.websocket.CloseReason reason) {
        String text = reason.getReasonPhrase();
        return text == null ? "" : text;
    }
}
