package org.realtimeupdates.adapter.websocket;

/** How reading stops while too much is unconsumed. */
public enum FlowControl {
    /** The thread that reads waits inside its call: works in every container. */
    BLOCK,
    /** The owner of the socket asks {@link ReceiveWindow#pause} after each read. */
    PAUSE
}
