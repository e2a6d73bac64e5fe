package org.realtimeupdates.adapter.jakarta.websocket;

import org.realtimeupdates.adapter.websocket.SendableClose;
import org.realtimeupdates.application.port.transport.CloseReason;

/** Close reasons for the wire. */
public final class CloseReasons {

    private CloseReasons() {}

    /** The same for a container, as it may be sent. */
    public static jakarta.websocket.CloseReason toJakarta(CloseReason reason) {
        CloseReason sendable = SendableClose.of(reason);
        return new jakarta.websocket.CloseReason(
                jakarta.websocket.CloseReason.CloseCodes.getCloseCode(sendable.code()), sendable.reason());
    }

    /** The reason's text, empty where it has none. */
    public static String text(jakarta.websocket.CloseReason reason) {
        String text = reason.getReasonPhrase();
        return text == null ? "" : text;
    }
}
