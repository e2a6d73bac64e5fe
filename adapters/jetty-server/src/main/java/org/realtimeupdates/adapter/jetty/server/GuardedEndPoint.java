package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.application.port.transport.CloseReason;

/**
 * Stands between Jetty's WebSocket and the socket, behind TLS: looks at the bytes of frames before Jetty does, and reads nothing while
 * messages are not consumed.
 */
final class GuardedEndPoint implements EndPoint {

    private final EndPoint endPoint;
    private final Executor executor;
    private final FrameGuard frames;
    private @Nullable ByteBuffer ahead;
    private volatile @Nullable WebSocketConnection connection;
    private volatile boolean deaf;

    /** @param executor for what must not run on the thread that consumes messages */
    GuardedEndPoint(EndPoint endPoint, Executor executor, FrameGuard frames) {
        this.endPoint = endPoint;
        this.executor = executor;
        this.frames = frames;
    }

    /** The WebSocket is open. */
    void opened(WebSocketConnection opened) {
        AcceptedEndPoint socket = AcceptedEndPoint.below(endPoint);
        opened.cutWith(socket::close);
        connection = opened;
        socket.undoDeadline();
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        WebSocketConnection current = connection;
        if (current == null) {
            return endPoint.fill(buffer);
        }
        if (current.window().isFull()) {
            return 0;
        }
        int read = ahead == null ? endPoint.fill(buffer) : takeAhead(ahead, buffer);
        if (read <= 0) {
            return read;
        }
        current.heard();
        int begin = buffer.limit() - read;
        if (!deaf) {
            Optional<CloseReason> broken = frames.check(buffer::get, begin, buffer.limit());
            if (broken.isPresent()) {
                deaf = true;
                current.close(broken.get());
            }
        }
        if (deaf) {
            buffer.limit(begin);
            return 0;
        }
        return read;
    }

    private int takeAhead(ByteBuffer bytes, ByteBuffer buffer) {
        int position = BufferUtil.flipToFill(buffer);
        int taken = BufferUtil.put(bytes, buffer);
        BufferUtil.flipToFlush(buffer, position);
        if (!bytes.hasRemaining()) {
            ahead = null;
        }
        return taken;
    }

    @Override
    public void fillInterested(Callback fillable) {
        WebSocketConnection current = connection;
        if (current == null || !current.window().pause(() -> executor.execute(() -> resume(fillable)))) {
            readOn(fillable);
        }
    }

    private void resume(Callback fillable) {
        frames.resumed();
        readOn(fillable);
    }

    private void readOn(Callback fillable) {
        if (ahead == null) {
            endPoint.fillInterested(fillable);
        } else {
            fillable.succeeded();
        }
    }

    @Override
    public boolean tryFillInterested(Callback fillable) {
        return endPoint.tryFillInterested(fillable);
    }

    @Override
    public boolean isFillInterested() {
        return endPoint.isFillInterested();
    }

    /** What was read behind the request is looked at too, and so kept for {@link #fill}. */
    @Override
    public void upgrade(Connection next) {
        Connection handshake = getConnection();
        if (handshake instanceof Connection.UpgradeFrom from) {
            ByteBuffer unread = from.onUpgradeFrom();
            ahead = BufferUtil.hasContent(unread) ? unread : null;
        }
        handshake.onClose(null);
        setConnection(next);
        next.onOpen();
    }

    @Override
    public Connection getConnection() {
        return endPoint.getConnection();
    }

    @Override
    public void setConnection(Connection connection) {
        endPoint.setConnection(connection);
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return endPoint.getLocalSocketAddress();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return endPoint.getRemoteSocketAddress();
    }

    @Override
    public boolean isOpen() {
        return endPoint.isOpen();
    }

    @Override
    public long getCreatedTimeStamp() {
        return endPoint.getCreatedTimeStamp();
    }

    @Override
    public void shutdownOutput() {
        endPoint.shutdownOutput();
    }

    @Override
    public boolean isOutputShutdown() {
        return endPoint.isOutputShutdown();
    }

    @Override
    public boolean isInputShutdown() {
        return endPoint.isInputShutdown();
    }

    @Override
    public void close(@Nullable Throwable cause) {
        endPoint.close(cause);
    }

    @Override
    public boolean flush(ByteBuffer... buffers) throws IOException {
        return endPoint.flush(buffers);
    }

    @Override
    public void write(Callback callback, ByteBuffer... buffers) {
        endPoint.write(callback, buffers);
    }

    @Override
    public Callback cancelWrite(Throwable cause) {
        return endPoint.cancelWrite(cause);
    }

    @Override
    public Object getTransport() {
        return endPoint.getTransport();
    }

    @Override
    public long getIdleTimeout() {
        return endPoint.getIdleTimeout();
    }

    @Override
    public void setIdleTimeout(long millis) {
        endPoint.setIdleTimeout(millis);
    }

    @Override
    public void onOpen() {
        endPoint.onOpen();
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        endPoint.onClose(cause);
    }

    @Override
    public @Nullable SslSessionData getSslSessionData() {
        return endPoint.getSslSessionData();
    }

    @Override
    public boolean isSecure() {
        return endPoint.isSecure();
    }
}
