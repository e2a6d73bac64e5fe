package org.realtimeupdates.application.port.transport;

import java.util.List;
import org.realtimeupdates.domain.SocketMessage;

/** Turns messages into text and back [RTU-1] to [RTU-7]. Entities stay text: see {@link EntityCodec}. Thread-safe, does not block. */
public interface MessageCodec {

    /** Who sent a message, and so which types it may hold [RTU-5]. */
    enum Sender {
        CLIENT,
        SERVER
    }

    /**
     * Reads one message. Never throws for what a peer sent.
     *
     * @param message the whole text of a WebSocket message
     * @return its frames in order, at least one; a message that is no valid JSON is one malformed frame
     */
    List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol);

    /**
     * Writes one frame.
     *
     * @param message an update's payload must be {@link org.realtimeupdates.domain.RawEntities}
     * @param subprotocol of which only the fields are used
     * @throws IllegalArgumentException for a message that this subprotocol has no frame for: under
     *     {@link Subprotocol#BARE} a reply to several updates, a control command or the reply to a command
     */
    String encode(SocketMessage message, Subprotocol subprotocol);
}
