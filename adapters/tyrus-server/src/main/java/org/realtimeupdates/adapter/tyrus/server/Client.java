package org.realtimeupdates.adapter.tyrus.server;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.application.port.transport.CloseReason;

/** What is known of one TCP connection, from its acceptance on. */
final class Client implements OpeningScope.Peer {

    private static final Attribute<Client> ATTRIBUTE =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(Client.class.getName());

    private final org.glassfish.grizzly.Connection<?> socket;
    private final FrameGuard frames;
    private volatile @Nullable Future<?> deadline;
    private volatile @Nullable WebSocketConnection connection;
    private final AtomicReference<@Nullable Runnable> closing = new AtomicReference<>();
    private volatile boolean decided;
    private volatile boolean deaf;

    Client(org.glassfish.grizzly.Connection<?> socket, FrameGuard frames) {
        this.socket = socket;
        this.frames = frames;
        ATTRIBUTE.set(socket, this);
    }

    static @Nullable Client of(org.glassfish.grizzly.Connection<?> socket) {
        return ATTRIBUTE.get(socket);
    }

    /** Looks at bytes of the open WebSocket, part of a frame or several frames; what they break, if anything. */
    Optional<CloseReason> receive(Buffer bytes) {
        WebSocketConnection current = connection;
        if (current != null) {
            // A large frame on a slow link takes longer than silence may last, and Tyrus hands it over only when it is
            // whole.
            current.heard();
        }
        return frames.check(bytes::get, bytes.position(), bytes.limit());
    }

    /** Looks at bytes that nobody reads any more. */
    void receiveFarewell(Buffer bytes) {
        if (frames.check(bytes::get, bytes.position(), bytes.limit()).isPresent()) {
            deafen();
        }
        closeWhenBothHaveClosed();
    }

    /** Closes the socket when the client has closed its side of the WebSocket too; until then it is read, and cut when it is late. */
    @Override
    public void farewell(Runnable closeSocket) {
        closing.set(closeSocket);
        closeWhenBothHaveClosed();
    }

    private void closeWhenBothHaveClosed() {
        Runnable closeSocket = frames.sawClose() ? closing.getAndSet(null) : null;
        if (closeSocket != null) {
            deafen();
            closeSocket.run();
        }
    }

    /** It is read again, after what it had sent was not consumed for a while. */
    void resumed() {
        frames.resumed();
    }

    void deadline(Future<?> deadline) {
        this.deadline = deadline;
    }

    /** Ends the wait for a handshake. */
    void undoDeadline() {
        Future<?> waiting = deadline;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    /** Whether this is the first handshake of the connection. */
    boolean beginHandshake() {
        boolean first = !decided;
        decided = true;
        return first;
    }

    /** The WebSocket is open. */
    @Override
    public void opened(WebSocketConnection opened) {
        connection = opened;
        opened.cutWith(socket::terminateSilently);
        undoDeadline();
    }

    @Nullable
    WebSocketConnection connection() {
        return connection;
    }

    /** From now on nothing it sends is read. */
    void deafen() {
        deaf = true;
    }

    boolean isDeaf() {
        return deaf;
    }

    /** The socket is closed, in whatever way. */
    void gone() {
        undoDeadline();
        WebSocketConnection current = connection;
        if (current != null) {
            current.gone();
        }
    }

    void drop() {
        socket.terminateSilently();
    }
}
