package org.realtimeupdates.adapter.threads;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/**
 * A {@link Scheduler} on a bounded pool of threads that its serial executors share, and one more thread that minds the delays.
 * All are daemon threads, made when there is work and ended when there has been none for 10 seconds.
 *
 * <p>A task that blocks holds one thread of the pool: when all are held, the other executors wait. An executor holds what it is
 * given, without a bound: whoever hands in tasks bounds them. Thread-safe.
 */
public final class ThreadScheduler implements Scheduler, AutoCloseable {

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private final ThreadPoolExecutor pool;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * A scheduler of its own.
     *
     * @param maxThreads how many tasks run at the same time; positive
     */
    public ThreadScheduler(int maxThreads) {
        this(maxThreads, KEEP_ALIVE, new DaemonThreads());
    }

    ThreadScheduler(int maxThreads, Duration keepAlive, ThreadFactory threads) {
        long millis = keepAlive.toMillis();
        pool = new ThreadPoolExecutor(
                maxThreads, maxThreads, millis, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads);
        pool.allowCoreThreadTimeOut(true);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setKeepAliveTime(millis, TimeUnit.MILLISECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    /** The one that all clients of this JVM may share. Made at the first call; cannot be closed. */
    public static Scheduler shared() {
        return Shared.INSTANCE;
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new PooledSerialExecutor(pool, timer);
    }

    /**
     * Takes no more tasks: handing one in throws a {@link java.util.concurrent.RejectedExecutionException}. Tasks that wait for
     * their turn still run; those that wait for their time do not. Returns at once. Idempotent.
     */
    @Override
    public void close() {
        timer.shutdownNow();
        // Not shut down: executors still hand over to it what they hold. Its threads end as soon as there is no more of
        // that.
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
    }

    /** Made when it is first asked for. Hides the object behind it, so that nobody closes it. */
    private static final class Shared implements Scheduler {

        private static final Shared INSTANCE = new Shared();

        private final ThreadScheduler threads =
                new ThreadScheduler(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()));

        @Override
        public SerialExecutor newSerialExecutor() {
            return threads.newSerialExecutor();
        }
    }
}
