package org.realtimeupdates.adapter.threads;

import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;

/** A task that can be taken back until it runs. */
final class DelayedTask implements Runnable, Cancellation {

    private final Runnable task;
    private volatile boolean cancelled;

    DelayedTask(Runnable task) {
        this.task = task;
    }

    @Override
    public void run() {
        if (!cancelled) {
            task.run();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
