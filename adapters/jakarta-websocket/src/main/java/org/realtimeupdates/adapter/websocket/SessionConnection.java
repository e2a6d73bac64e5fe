package org.realtimeupdates.adapter.websocket;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open session of a Jakarta WebSocket container as a {@link Connection}. Its endpoint passes {@code onClose} and {@code onError}
 * on to {@link #ended} and {@link #failed}.
 */
public final class SessionConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(SessionConnection.class);
    /** Liveness is the heartbeat's; with zero Tyrus would start a timer for each message. */
    private static final long NO_IDLE_TIMEOUT = -1;

    private static final long MESSAGE_UNDER_WAY_SECONDS = 2;
    private static final long CLOSE_SECONDS = 2;

    private final Session session;
    private final Subprotocol subprotocol;
    private final ScheduledExecutorService timer;
    private final ReceiveWindow window = new ReceiveWindow();
    private final Delivery delivery =
            new Delivery(() -> close(new CloseReason(CloseReason.INTERNAL_ERROR, "internal error")));
    private final Heartbeat heartbeat;
    private final Inbound inbound;
    private final AtomicReference<@Nullable CloseReason> closing = new AtomicReference<>();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean sessionClosed = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Runnable cutter;
    private volatile @Nullable Future<?> waiting;

    /** How reading stops while too much is unconsumed. */
    public enum FlowControl {
        /** The container's thread waits inside its call: works everywhere. */
        BLOCK,
        /** The owner of the socket asks {@link ReceiveWindow#pause} after each read. */
        PAUSE
    }

    /**
     * A connection that nobody listens to yet.
     *
     * @param timer for closing and for the heartbeat; never blocked
     */
    public SessionConnection(
            Session session,
            Subprotocol subprotocol,
            InboundLimits limits,
            FlowControl flowControl,
            ScheduledExecutorService timer) {
        this(session, subprotocol, limits, flowControl, timer, System::nanoTime);
    }

    SessionConnection(
            Session session,
            Subprotocol subprotocol,
            InboundLimits limits,
            FlowControl flowControl,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.session = session;
        this.subprotocol = subprotocol;
        this.timer = timer;
        this.heartbeat = new Heartbeat(timer, nanoTime, () -> !window.isFull(), this::ping, this::giveUp);
        MessageAssembly assembly = new MessageAssembly(
                subprotocol.isBinary(), limits, new WindowedDelivery(window, flowControl, delivery, this::close));
        this.inbound = new Inbound(assembly, heartbeat);
    }

    /** Begins to read, and tells this listener from now on. */
    public void start(ConnectionListener listener) {
        delivery.start(listener);
        if (ended.get() || closing.get() != null) {
            return;
        }
        try {
            session.setMaxIdleTimeout(NO_IDLE_TIMEOUT);
            inbound.attach(session);
        } catch (IllegalStateException e) {
            failed(e);
            return;
        }
        heartbeat.start();
    }

    /**
     * The peer has sent something: for owners of a socket, which see the bytes of a large message long before a container hands it over.
     * Callable from any thread.
     */
    public void heard() {
        heartbeat.heard();
    }

    /** What was received and is not yet consumed. */
    public ReceiveWindow window() {
        return window;
    }

    /** Whether the session is closed, so that nothing more can be read from it. */
    public boolean isClosed() {
        return sessionClosed.get() || ended.get();
    }

    /** How the socket is cut when the peer lets it hang; without it the container's own close must do. */
    public void cutWith(Runnable cutter) {
        this.cutter = cutter;
    }

    @Override
    public void send(String message, Runnable written) {
        if (closing.get() != null || ended.get()) {
            return;
        }
        underWay.set(true);
        try {
            RemoteEndpoint.Async remote = session.getAsyncRemote();
            if (subprotocol.isBinary()) {
                ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
                remote.sendBinary(bytes, result -> sent(result, written));
            } else {
                remote.sendText(message, result -> sent(result, written));
            }
        } catch (RuntimeException e) {
            underWay.set(false);
            failed(e);
        }
    }

    private void sent(SendResult result, Runnable written) {
        underWay.set(false);
        if (!result.isOK()) {
            failed(result.getException());
            return;
        }
        if (!ended.get()) {
            written.run();
        }
        if (closing.get() != null) {
            closeSession();
        }
    }

    @Override
    public void close(CloseReason reason) {
        if (!closing.compareAndSet(null, reason)) {
            return;
        }
        delivery.detach();
        window.close();
        heartbeat.stop();
        if (underWay.get()) {
            later(this::closeSession, MESSAGE_UNDER_WAY_SECONDS);
        } else {
            closeSession();
        }
    }

    private void closeSession() {
        CloseReason reason = closing.get();
        if (reason == null || !sessionClosed.compareAndSet(false, true)) {
            return;
        }
        later(() -> ended(reason.code(), reason.reason()), CLOSE_SECONDS);
        try {
            session.close(CloseReasons.toJakarta(reason));
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A session could not be closed: {}", e.getClass().getName());
            ended(CloseReason.ABNORMAL, "the connection was cut");
        }
    }

    /** The container closed the session. */
    public void ended(int code, String reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        closing.compareAndSet(null, new CloseReason(CloseReason.NORMAL, ""));
        window.close();
        heartbeat.stop();
        Future<?> stopped = waiting;
        if (stopped != null && sessionClosed.get()) {
            stopped.cancel(false);
        }
        Runnable cut = cutter;
        if (cut != null) {
            later(cut, CLOSE_SECONDS);
        }
        delivery.tellEnd(listener -> listener.closed(new Disconnect.Closed(code, reason)));
    }

    /** The socket is closed. After a close of ours that is its end, though the peer's answer was not read. */
    public void gone() {
        CloseReason reason = closing.get();
        if (reason != null && sessionClosed.get()) {
            ended(reason.code(), reason.reason());
        } else {
            ended(CloseReason.ABNORMAL, "the connection was cut");
        }
    }

    /** The container reported an error: the connection is of no more use. */
    public void failed(@Nullable Throwable error) {
        LOG.debug(
                "A connection failed: {}",
                error == null ? "no cause" : error.getClass().getName());
        drop("the connection failed");
    }

    private void giveUp() {
        drop("nothing was heard from the peer");
    }

    private void drop(String why) {
        closing.compareAndSet(null, new CloseReason(CloseReason.INTERNAL_ERROR, why));
        ended(CloseReason.ABNORMAL, why);
        closeSession();
    }

    private void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void later(Runnable task, long seconds) {
        try {
            waiting = timer.schedule(task, seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The timer is shut down: closing at once");
            task.run();
        }
    }
}
