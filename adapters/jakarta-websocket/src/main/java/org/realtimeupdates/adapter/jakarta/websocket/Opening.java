package org.realtimeupdates.adapter.jakarta.websocket;

import java.util.function.Consumer;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.server.Admission;

/**
 * A handshake that was decided on, and whose it is.
 *
 * @param opened told of the connection that an accepted handshake leads to, before the application is
 */
public record Opening(Admission admission, Consumer<WebSocketConnection> opened) {

    /** Whose owner need not know the connection. */
    public static Opening of(Admission admission) {
        return new Opening(admission, connection -> {});
    }
}
