package org.realtimeupdates.adapter.websocket;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;

/**
 * An open WebSocket of some engine, below a {@link WebSocketConnection}, which calls it from any thread. No method blocks. What throws
 * is of no more use.
 */
public interface EngineSocket {

    /** Begins to read: what arrives goes to {@link WebSocketConnection#assembly}, in parts. Called once. */
    void read(WebSocketConnection connection);

    /**
     * Sends one message. Called again only after {@code sent} was.
     *
     * @param sent told once, on any thread: null when the message was handed to the operating system, else what went wrong
     */
    void send(String message, Consumer<@Nullable Throwable> sent);

    /**
     * Asks the peer whether it is there.
     *
     * @throws IOException when that cannot be sent
     */
    void ping() throws IOException;

    /**
     * Sends a close frame. The end is told by {@link WebSocketConnection#ended} or {@link WebSocketConnection#gone}. Called once.
     *
     * @param reason sent as {@link SendableClose} has it
     * @throws IOException when that cannot be sent
     */
    void close(CloseReason reason) throws IOException;
}
