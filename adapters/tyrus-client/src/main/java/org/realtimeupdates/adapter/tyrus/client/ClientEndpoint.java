package org.realtimeupdates.adapter.tyrus.client;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jakarta.websocket.CloseReasons;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;

/** What Tyrus calls for one attempt and the connection that comes of it. */
final class ClientEndpoint extends Endpoint {

    /** What Tyrus says, under 1011, when a message does not fit its buffer at all. */
    private static final String OVERFLOW = "Buffer overflow.";

    private final Connecting connecting;
    private volatile @Nullable WebSocketConnection connection;

    ClientEndpoint(Connecting connecting) {
        this.connecting = connecting;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        connecting.opened(session, opened -> connection = opened);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        WebSocketConnection current = connection;
        if (current != null) {
            int code = reason.getCloseCode().getCode();
            String text = CloseReasons.text(reason);
            boolean overflow = code == CloseReason.CloseCodes.UNEXPECTED_CONDITION.getCode() && text.equals(OVERFLOW);
            current.ended(overflow ? CloseReason.CloseCodes.TOO_BIG.getCode() : code, text);
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        WebSocketConnection current = connection;
        if (current != null) {
            current.failed(error);
        }
    }
}
