package org.realtimeupdates.application.server;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;
import org.realtimeupdates.application.wire.MessageWriter;

/**
 * Looks now and then for updates whose bell never rang: a commit failed on its way back, updates were let go of by age or by hand,
 * another process shares the store. Belongs to its session's executor.
 */
final class Lookout {

    static final Duration PERIOD = Duration.ofMinutes(2);

    private final SerialExecutor timer;
    private final Executor executor;
    private final Collection<Cursor> cursors;
    private final MessageWriter writer;
    private Cancellation next = () -> {};

    /**
     * Not begun yet.
     *
     * @param timer the session's executor
     * @param executor the same, with its owner's way to deal with a task that fails
     */
    Lookout(SerialExecutor timer, Executor executor, Collection<Cursor> cursors, MessageWriter writer) {
        this.timer = timer;
        this.executor = executor;
        this.cursors = cursors;
        this.writer = writer;
    }

    void start() {
        next = timer.schedule(PERIOD, () -> executor.execute(this::look));
    }

    void stop() {
        next.cancel();
    }

    private void look() {
        start();
        cursors.forEach(Cursor::wake);
        writer.pump();
    }
}
