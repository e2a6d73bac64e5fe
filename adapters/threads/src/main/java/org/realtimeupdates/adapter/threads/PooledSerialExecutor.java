package org.realtimeupdates.adapter.threads;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of tasks that one thread of a pool at a time works off.
 *
 * <pre>
 *          execute            [thread]            none left
 *   idle ----------> waiting ----------> working ----------> idle
 *                       ^                   |
 *                       +-------------------+  after TASKS_IN_A_ROW: others first
 * </pre>
 */
final class PooledSerialExecutor implements SerialExecutor {

    /** After so many tasks the thread goes to another executor that waits. */
    private static final int TASKS_IN_A_ROW = 64;

    /** When no thread can be made, so long it takes until one is asked for again. */
    private static final long RETRY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadScheduler.class);

    private final Executor pool;
    private final ScheduledExecutorService timer;

    /** Guarded by this. */
    private final Queue<Runnable> tasks = new ArrayDeque<>(1);

    /** Whether a thread of the pool was asked for, or is at work. Guarded by this. */
    private boolean active;

    /** One without tasks, which takes some until the timer is shut down. */
    PooledSerialExecutor(Executor pool, ScheduledExecutorService timer) {
        this.pool = pool;
        this.timer = timer;
    }

    @Override
    public void execute(Runnable task) {
        if (timer.isShutdown()) {
            throw new RejectedExecutionException("the scheduler is closed");
        }
        // Outside the lock: the thread that is woken takes it at once.
        if (add(task)) {
            askForThread();
        }
    }

    /** Whether a thread is needed for it. */
    private synchronized boolean add(Runnable task) {
        tasks.add(task);
        boolean idle = !active;
        active = true;
        return idle;
    }

    /** While there is none the timer asks again; if that has no thread either, with the next delayed task that gets one. */
    private void askForThread() {
        try {
            pool.execute(this::work);
        } catch (Throwable fault) {
            LOG.warn("no thread for tasks that wait: asking again soon", fault);
            askAgainLater();
        }
    }

    private void askAgainLater() {
        try {
            Future<?> unused = timer.schedule(this::askForThread, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.error("tasks are lost: the scheduler was closed while there was no thread for them", closed);
        } catch (Throwable fault) {
            LOG.error("no thread to ask again either", fault);
        }
    }

    @Override
    public Cancellation schedule(Duration delay, Runnable task) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("delay: must not be negative, got " + delay);
        }
        DelayedTask delayed = new DelayedTask(task);
        if (delay.isZero()) {
            execute(delayed);
            return delayed;
        }
        Future<?> future =
                timer.schedule(() -> handIn(delayed), TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
        return () -> {
            delayed.cancel();
            future.cancel(false);
        };
    }

    private void handIn(DelayedTask delayed) {
        try {
            execute(delayed);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a task whose time came after the scheduler was closed does not run", closed);
        }
    }

    private void work() {
        boolean done = false;
        while (!done) {
            try {
                runSome();
            } finally {
                done = handOver();
            }
        }
    }

    private void runSome() {
        Runnable task = poll();
        for (int i = 1; task != null; i++) {
            run(task);
            task = i < TASKS_IN_A_ROW ? poll() : null;
        }
    }

    private synchronized @Nullable Runnable poll() {
        return tasks.poll();
    }

    /** Whether no task is left. */
    private synchronized boolean becameIdle() {
        active = !tasks.isEmpty();
        return !active;
    }

    /** Leaves what is left to the pool. False when it cannot take it: then this thread has to go on. */
    private boolean handOver() {
        if (becameIdle()) {
            return true;
        }
        try {
            pool.execute(this::work);
            return true;
        } catch (Throwable fault) {
            LOG.warn("no other thread can go on with the tasks of this one", fault);
            return false;
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) {
            LOG.error("a task failed; the next one runs", failure);
        } finally {
            // An interrupt is meant for the task that was running, not for the next.
            Thread.interrupted();
        }
    }
}
