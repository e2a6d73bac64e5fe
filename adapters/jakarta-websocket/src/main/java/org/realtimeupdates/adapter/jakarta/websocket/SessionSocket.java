package org.realtimeupdates.adapter.jakarta.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.EngineSocket;
import org.realtimeupdates.adapter.websocket.FlowControl;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** An open session of a Jakarta WebSocket container, below a {@link WebSocketConnection}. */
public final class SessionSocket implements EngineSocket {

    /** Liveness is the heartbeat's; with zero Tyrus would start a timer for each message. */
    private static final long NO_IDLE_TIMEOUT = -1;

    private final Session session;
    private final boolean binary;

    SessionSocket(Session session, boolean binary) {
        this.session = session;
        this.binary = binary;
    }

    /**
     * A connection that nobody listens to yet. The session's endpoint passes {@code onClose} and {@code onError} on to
     * {@link WebSocketConnection#ended} and {@link WebSocketConnection#failed}.
     *
     * @param timer for closing and for the heartbeat; never blocked
     */
    public static WebSocketConnection connection(
            Session session,
            Subprotocol subprotocol,
            InboundLimits limits,
            FlowControl flowControl,
            ScheduledExecutorService timer) {
        boolean binary = subprotocol.isBinary();
        return new WebSocketConnection(new SessionSocket(session, binary), binary, limits, flowControl, timer);
    }

    @Override
    public void read(WebSocketConnection connection) {
        session.setMaxIdleTimeout(NO_IDLE_TIMEOUT);
        new Inbound(connection).attach(session);
    }

    @Override
    public void send(String message, Consumer<@Nullable Throwable> sent) {
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        if (binary) {
            ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
            remote.sendBinary(bytes, result -> sent.accept(failure(result)));
        } else {
            remote.sendText(message, result -> sent.accept(failure(result)));
        }
    }

    private static @Nullable Throwable failure(SendResult result) {
        if (result.isOK()) {
            return null;
        }
        Throwable cause = result.getException();
        return cause == null ? new IOException("not sent") : cause;
    }

    @Override
    public void ping() throws IOException {
        session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
    }

    @Override
    public void close(CloseReason reason) throws IOException {
        session.close(CloseReasons.toJakarta(reason));
    }
}
