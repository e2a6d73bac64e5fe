package org.realtimeupdates.testfixtures.crash;

import java.time.Duration;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/** Runs the tasks of one process while it lives. */
record LifeScheduler(Scheduler scheduler, Life life) implements Scheduler {

    @Override
    public SerialExecutor newSerialExecutor() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        return new SerialExecutor() {
            @Override
            public void execute(Runnable task) {
                executor.execute(() -> life.run(task));
            }

            @Override
            public Cancellation schedule(Duration delay, Runnable task) {
                return executor.schedule(delay, () -> life.run(task));
            }
        };
    }
}
