package org.realtimeupdates.testfixtures.time;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/** A serial executor of a {@link DeterministicScheduler}, whose lock guards it. */
final class VirtualExecutor implements SerialExecutor {

    /** Tasks whose time has come, in turn. */
    final Queue<VirtualTask> ready = new ArrayDeque<>();

    private final DeterministicScheduler scheduler;

    VirtualExecutor(DeterministicScheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void execute(Runnable task) {
        scheduler.add(scheduler.newTask(this, task, Duration.ZERO));
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable task) {
        DeterministicScheduler.requireNotNegative(delay);
        VirtualTask scheduled = scheduler.newTask(this, task, delay);
        scheduler.add(scheduled);
        return () -> scheduler.cancel(scheduled);
    }

    /** The turn of the first ready task. */
    long nextTurn() {
        return ready.element().turn();
    }
}
