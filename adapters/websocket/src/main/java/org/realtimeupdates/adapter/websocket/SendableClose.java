package org.realtimeupdates.adapter.websocket;

import java.nio.charset.StandardCharsets;
import org.realtimeupdates.application.port.transport.CloseReason;

/** Close reasons as they may stand in a close frame. */
public final class SendableClose {

    private SendableClose() {}

    /** The same in US-ASCII; a code that must not be sent becomes 1000. */
    public static CloseReason of(CloseReason reason) {
        boolean sendable =
                reason.code() != 1004 && reason.code() != 1005 && reason.code() != 1006 && reason.code() != 1015;
        String text = new String(reason.reason().getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII);
        return new CloseReason(sendable ? reason.code() : CloseReason.NORMAL, text);
    }
}
