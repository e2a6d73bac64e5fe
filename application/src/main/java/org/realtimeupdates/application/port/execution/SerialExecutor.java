package org.realtimeupdates.application.port.execution;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * Runs tasks one at a time, in the order they were given; each sees what the earlier ones wrote.
 *
 * <p>Callable from any thread; never runs a task on the calling thread. Tasks may block. A task that throws is reported
 * by the implementation and the next one runs.
 */
public interface SerialExecutor extends Executor {

    /**
     * Runs the task once the delay is over, in turn with the other tasks.
     *
     * @param delay zero or more; of monotonic time, so that a wall clock set anew does not matter
     */
    Cancellation schedule(Duration delay, Runnable task);

    /** Takes back a scheduled task. */
    @FunctionalInterface
    interface Cancellation {

        /** The task does not run any more, unless it is running or done. Idempotent. */
        void cancel();
    }
}
