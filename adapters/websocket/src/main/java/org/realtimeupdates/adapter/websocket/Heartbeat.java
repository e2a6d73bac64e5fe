package org.realtimeupdates.adapter.websocket;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks a silent peer whether it is there, and gives it up when it stays silent [RTU-56]. */
final class Heartbeat {

    static final Duration ASK_AFTER = Duration.ofSeconds(20);
    static final Duration DEAD_AFTER = Duration.ofSeconds(45);

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final BooleanSupplier reading;
    private final Runnable ping;
    private final Runnable dead;
    private volatile long heardAt;
    private volatile boolean stopped;
    private volatile @Nullable Future<?> next;

    /**
     * A heart that does not beat yet.
     *
     * @param reading whether the peer could be heard at all; while it is not read its silence does not count, but it is asked all the
     *     same: it must hear something too
     */
    Heartbeat(
            ScheduledExecutorService timer,
            LongSupplier nanoTime,
            BooleanSupplier reading,
            Runnable ping,
            Runnable dead) {
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.reading = reading;
        this.ping = ping;
        this.dead = dead;
    }

    void start() {
        heard();
        schedule(ASK_AFTER.toNanos());
    }

    void heard() {
        heardAt = nanoTime.getAsLong();
    }

    void stop() {
        stopped = true;
        Future<?> scheduled = next;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }

    private void check() {
        if (!reading.getAsBoolean()) {
            heard();
            schedule(ASK_AFTER.toNanos());
            ping.run();
            return;
        }
        long silent = nanoTime.getAsLong() - heardAt;
        if (silent >= DEAD_AFTER.toNanos()) {
            dead.run();
        } else if (silent >= ASK_AFTER.toNanos()) {
            schedule(DEAD_AFTER.toNanos() - silent);
            ping.run();
        } else {
            schedule(ASK_AFTER.toNanos() - silent);
        }
    }

    private void schedule(long nanos) {
        if (!stopped) {
            next = timer.schedule(this::check, nanos, TimeUnit.NANOSECONDS);
        }
    }
}
