package org.realtimeupdates.adapter.websocket.client;

import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.realtimeupdates.application.port.transport.Disconnect;

/** Where attempts begin, away from the caller and from network threads: names are looked up, and that blocks. Thread-safe. */
public final class Dialer implements AutoCloseable {

    /** How many begin at a time; further ones wait, which counts into their timeout. */
    private static final int THREADS = 16;

    private static final int MAX_WAITING = 10_000;

    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-client-timer");
    private final ThreadPoolExecutor threads;

    /** Threads that are made when they are needed; daemons. */
    public Dialer() {
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "realtime-updates-client-connector");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** For time-outs of attempts and of the connections that come of them. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * Begins an attempt, which fails when it is not settled within its request's timeout. Returns at once.
     *
     * @param dialing may block, and is interrupted when the time is over
     */
    public void dial(PendingAttempt attempt, Runnable dialing) {
        try {
            Future<?> timeout =
                    timer.schedule(attempt::timeOut, attempt.request().timeout().toNanos(), TimeUnit.NANOSECONDS);
            Future<?> task = threads.submit(() -> {
                if (!attempt.isSettled()) {
                    dialing.run();
                }
            });
            attempt.running(task, timeout);
        } catch (RejectedExecutionException e) {
            attempt.fail(new Disconnect.Failed("too many connections are being opened, or the transport is closed"));
        }
    }

    /** Ends attempts that are under way as failed. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
