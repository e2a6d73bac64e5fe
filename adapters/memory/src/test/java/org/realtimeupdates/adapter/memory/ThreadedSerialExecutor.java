package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/** Tasks one at a time on real threads. */
final class ThreadedSerialExecutor implements SerialExecutor {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Executor workers;
    private final ScheduledExecutorService timer;
    private boolean running;

    ThreadedSerialExecutor(Executor workers, ScheduledExecutorService timer) {
        this.workers = workers;
        this.timer = timer;
    }

    @Override
    public synchronized void execute(Runnable task) {
        tasks.add(task);
        if (!running) {
            running = true;
            workers.execute(this::runAll);
        }
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable task) {
        Future<?> timing = timer.schedule(() -> execute(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> timing.cancel(false);
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Runnable next() {
        Runnable task = tasks.poll();
        running = task != null;
        return task;
    }
}
