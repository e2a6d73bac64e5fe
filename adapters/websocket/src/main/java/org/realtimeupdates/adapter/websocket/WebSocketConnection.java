package org.realtimeupdates.adapter.websocket;

import java.io.IOException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open WebSocket of any engine as a {@link Connection}. Whoever owns the socket tells its end to {@link #ended}, {@link #failed}
 * or {@link #gone}; the first counts. Callable from any thread, but for the assembly, which is the reader's.
 */
public final class WebSocketConnection implements Connection {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);
    private static final long MESSAGE_UNDER_WAY_SECONDS = 2;
    private static final long CLOSE_SECONDS = 2;

    private final EngineSocket socket;
    private final ScheduledExecutorService timer;
    private final ReceiveWindow window = new ReceiveWindow();
    private final Delivery delivery =
            new Delivery(() -> close(new CloseReason(CloseReason.INTERNAL_ERROR, "internal error")));
    private final Heartbeat heartbeat;
    private final MessageAssembly assembly;
    private final AtomicReference<@Nullable CloseReason> closing = new AtomicReference<>();
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicBoolean socketClosed = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Runnable cutter;
    private volatile @Nullable Future<?> waiting;

    /**
     * A connection that nobody listens to yet.
     *
     * @param binary whether every message is a binary one; otherwise every one is a text
     * @param timer for closing and for the heartbeat; never blocked
     */
    public WebSocketConnection(
            EngineSocket socket,
            boolean binary,
            InboundLimits limits,
            FlowControl flowControl,
            ScheduledExecutorService timer) {
        this(socket, binary, limits, flowControl, timer, System::nanoTime);
    }

    /** The same with a clock of its own, for tests. */
    public WebSocketConnection(
            EngineSocket socket,
            boolean binary,
            InboundLimits limits,
            FlowControl flowControl,
            ScheduledExecutorService timer,
            LongSupplier nanoTime) {
        this.socket = socket;
        this.timer = timer;
        this.heartbeat = new Heartbeat(timer, nanoTime, () -> !window.isFull(), this::ping, this::giveUp);
        this.assembly =
                new MessageAssembly(binary, limits, new WindowedDelivery(window, flowControl, delivery, this::close));
    }

    /** Begins to read, and tells this listener from now on. */
    public void start(ConnectionListener listener) {
        delivery.start(listener);
        if (ended.get() || closing.get() != null) {
            return;
        }
        try {
            socket.read(this);
        } catch (IllegalStateException e) {
            failed(e);
            return;
        }
        heartbeat.start();
    }

    /**
     * The peer has sent something: for owners of a socket, which see the bytes of a large message long before an engine hands it over.
     */
    public void heard() {
        heartbeat.heard();
    }

    /** Where the parts of messages go, by one thread at a time. */
    public MessageAssembly assembly() {
        return assembly;
    }

    /** What was received and is not yet consumed. */
    public ReceiveWindow window() {
        return window;
    }

    /** Whether a close frame was sent or the end was told, so that nothing more is read. */
    public boolean isClosed() {
        return socketClosed.get() || ended.get();
    }

    /** How the socket is cut when the peer lets it hang; without it the engine's own close must do. */
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
            socket.send(message, failure -> sent(failure, written));
        } catch (RuntimeException e) {
            sent(e, written);
        }
    }

    private void sent(@Nullable Throwable failure, Runnable written) {
        underWay.set(false);
        if (failure != null) {
            notSent(failure);
            return;
        }
        if (!ended.get()) {
            written.run();
        }
        if (closing.get() != null) {
            closeSocket();
        }
    }

    /** An engine refuses messages from when it has read the peer's close, a moment before it tells it: that end goes first. */
    private void notSent(Throwable failure) {
        if (closing.get() != null) {
            failed(failure);
        } else {
            later(
                    () -> {
                        if (!ended.get()) {
                            failed(failure);
                        }
                    },
                    CLOSE_SECONDS);
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
            later(this::closeSocket, MESSAGE_UNDER_WAY_SECONDS);
        } else {
            closeSocket();
        }
    }

    private void closeSocket() {
        CloseReason reason = closing.get();
        if (reason == null || !socketClosed.compareAndSet(false, true)) {
            return;
        }
        later(() -> ended(reason.code(), reason.reason()), CLOSE_SECONDS);
        try {
            socket.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A WebSocket could not be closed: {}", e.getClass().getName());
            ended(CloseReason.ABNORMAL, "the connection was cut");
        }
    }

    /** The WebSocket is closed, with that code. */
    public void ended(int code, String reason) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        closing.compareAndSet(null, new CloseReason(CloseReason.NORMAL, ""));
        window.close();
        heartbeat.stop();
        Future<?> stopped = waiting;
        if (stopped != null && socketClosed.get()) {
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
        if (!endedByOurClose()) {
            ended(CloseReason.ABNORMAL, "the connection was cut");
        }
    }

    /** An error was met: the connection is of no more use. After a close of ours it is that close which ended it. */
    public void failed(@Nullable Throwable error) {
        LOG.debug(
                "A connection failed: {}",
                error == null ? "no cause" : error.getClass().getName());
        if (!endedByOurClose()) {
            drop("the connection failed");
        }
    }

    private boolean endedByOurClose() {
        CloseReason reason = closing.get();
        if (reason == null || !socketClosed.get()) {
            return false;
        }
        ended(reason.code(), reason.reason());
        return true;
    }

    private void giveUp() {
        drop("nothing was heard from the peer");
    }

    private void drop(String why) {
        closing.compareAndSet(null, new CloseReason(CloseReason.INTERNAL_ERROR, why));
        ended(CloseReason.ABNORMAL, why);
        closeSocket();
    }

    private void ping() {
        try {
            socket.ping();
        } catch (IOException | RuntimeException e) {
            notSent(e);
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
