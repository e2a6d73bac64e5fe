package org.realtimeupdates.adapter.websocket.client;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** One attempt to connect: settled once, by the first of success, failure and timeout. Thread-safe. */
public final class PendingAttempt {

    private final ConnectRequest request;
    private final ConnectAttempt attempt;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile @Nullable Runnable cutter;
    private volatile @Nullable Future<?> task;
    private volatile @Nullable Future<?> timeout;

    /** An attempt that has not begun. */
    public PendingAttempt(ConnectRequest request, ConnectAttempt attempt) {
        this.request = request;
        this.attempt = attempt;
    }

    /** What to connect to. */
    public ConnectRequest request() {
        return request;
    }

    /** How its socket is cut when it fails, also one that is made only afterwards. To be said before it begins. */
    public void cutWith(Runnable cutter) {
        this.cutter = cutter;
    }

    void running(Future<?> task, Future<?> timeout) {
        this.task = task;
        this.timeout = timeout;
        if (settled.get()) {
            timeout.cancel(false);
        }
    }

    void timeOut() {
        fail(new Disconnect.Failed("no answer in " + request.timeout().toMillis() + " ms"));
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
    }

    /** Whether it has an outcome. */
    public boolean isSettled() {
        return settled.get();
    }

    /**
     * It failed, unless it is settled. The socket is cut with the attempt: what is on its way must not reach the server behind the next
     * attempt.
     */
    public void fail(Disconnect disconnect) {
        if (settle()) {
            Runnable cut = cutter;
            if (cut != null) {
                cut.run();
            }
            attempt.failed(disconnect);
        }
    }

    /**
     * The handshake succeeded. Who settles it so tells the outcome, by {@link #opened} or {@link #notOffered}.
     *
     * @return false when it came too late
     */
    public boolean settle() {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        Future<?> waiting = timeout;
        if (waiting != null) {
            waiting.cancel(false);
        }
        return true;
    }

    /**
     * What the server agreed to.
     *
     * @param name the subprotocol it named, if any
     * @return empty when that was not offered
     */
    public Optional<Subprotocol> agreed(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of(Subprotocol.BARE);
        }
        return Subprotocol.find(name).filter(request.offers()::contains);
    }

    /** Tells that there is a connection, and starts it. */
    public void opened(WebSocketConnection connection, Subprotocol subprotocol) {
        connection.start(attempt.opened(connection, subprotocol));
    }

    /** Tells that there is none, because the server agreed on what was not offered. */
    public void notOffered() {
        attempt.failed(new Disconnect.Failed("the server agreed on a subprotocol that was not offered"));
    }
}
