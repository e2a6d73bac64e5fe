package org.realtimeupdates.application.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;
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
    private final Duration timeout;
    private final SerialExecutor timer;
    private final Executor executor;
    private final Runnable onTooSlow;
    private final List<Source> sources = new ArrayList<>(SOURCES);
    private final Deque<Runnable> whenIdle = new ArrayDeque<>(1);
    private boolean writing;
    private @Nullable Cancellation watchdog;
    private boolean stopped;

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
        this.timeout = timeout;
        this.timer = timer;
        this.executor = executor;
        this.onTooSlow = onTooSlow;
    }

    /** Asks this source too for frames from now on. */
    public void addSource(Source source) {
        sources.add(source);
    }

    /** Sends what the sources have, unless a message is being written. */
    public void pump() {
        if (stopped || writing) {
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
        writing = true;
        connection.send(batch.message(), () -> executor.execute(() -> written(batch)));
        // Behind the message, which is not to wait for a timer to be woken.
        watchdog = timer.schedule(timeout, onTooSlow);
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
        cancelWatchdog();
        runAll(whenIdle);
    }

    private void written(FrameBatch batch) {
        if (!stopped) {
            writing = false;
            cancelWatchdog();
            batch.written();
            pump();
        }
    }

    private void cancelWatchdog() {
        if (watchdog != null) {
            watchdog.cancel();
            watchdog = null;
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
