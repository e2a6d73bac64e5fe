package org.realtimeupdates.application.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.Subprotocol;

/**
 * Writes the messages of one connection, one at a time: while one is being written the next frames gather and then share a
 * message. A frame is never delayed to fill one [RTU-6]. Belongs to the connection's executor.
 */
public final class MessageWriter {

    /** As many as one mostly has: there are as many writers as connections. */
    private static final int SOURCES = 3;

    private final Connection connection;
    private final Subprotocol subprotocol;
    private final int batchBytes;
    private final WriteTimeout timeout;
    private final Executor executor;
    private final List<Source> sources = new ArrayList<>(SOURCES);
    private final Deque<Runnable> whenIdle = new ArrayDeque<>(1);
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private boolean stopped;

    /** Whether a message is being written, and more may be waiting: only then is the executor troubled when it is written. */
    private enum State {
        IDLE,
        WRITING,
        WRITING_BEFORE_MORE
    }

    /**
     * A writer that has nothing to send yet.
     *
     * @param batchBytes up to what size frames share a message
     * @param timeout how long one message may take to be written [RTU-34]
     * @param timer the connection's executor
     * @param executor the same, with its owner's way to deal with a task that fails
     * @param onTooSlow told when a message took longer than that
     */
    public MessageWriter(
            Connection connection,
            Subprotocol subprotocol,
            int batchBytes,
            Duration timeout,
            SerialExecutor timer,
            Executor executor,
            Runnable onTooSlow) {
        this.connection = connection;
        this.subprotocol = subprotocol;
        this.batchBytes = batchBytes;
        this.timeout = new WriteTimeout(timeout, timer, () -> state.get() != State.IDLE, onTooSlow);
        this.executor = executor;
    }

    /** Asks this source too for frames from now on. */
    public void addSource(Source source) {
        sources.add(source);
    }

    /** Sends what the sources have, unless a message is being written. */
    public void pump() {
        if (stopped || isWriting()) {
            return;
        }
        FrameBatch batch = new FrameBatch(subprotocol, batchBytes);
        for (Source source : sources) {
            source.fill(batch);
        }
        if (batch.isEmpty()) {
            runAll(whenIdle);
            return;
        }
        // The next message begins with another source, so that none starves.
        Collections.rotate(sources, 1);
        state.set(batch.isAll() && whenIdle.isEmpty() ? State.WRITING : State.WRITING_BEFORE_MORE);
        connection.send(batch.message(), () -> written(batch));
        // Behind the message, which is not to wait for a timer to be woken.
        timeout.begin();
    }

    /** Runs the task when all that waits now is written, or the writer is stopped. */
    public void whenIdle(Runnable task) {
        whenIdle.add(task);
        if (stopped) {
            runAll(whenIdle);
        } else {
            pump();
        }
    }

    /** Sends nothing any more. Idempotent. */
    public void stop() {
        stopped = true;
        timeout.stop();
        runAll(whenIdle);
    }

    /** If so, it is known from now on that more may be waiting. */
    private boolean isWriting() {
        return state.updateAndGet(now -> now == State.IDLE ? now : State.WRITING_BEFORE_MORE) != State.IDLE;
    }

    /** On any thread. */
    private void written(FrameBatch batch) {
        if (!state.compareAndSet(State.WRITING, State.IDLE)) {
            executor.execute(() -> goOn(batch));
        }
    }

    private void goOn(FrameBatch batch) {
        if (!stopped) {
            state.set(State.IDLE);
            batch.written();
            pump();
        }
    }

    private static void runAll(Deque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Something that has frames to send. */
    @FunctionalInterface
    public interface Source {

        /** Adds what is waiting, in order, as far as the batch takes it. */
        void fill(FrameBatch batch);
    }
}
