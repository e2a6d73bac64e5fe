package org.realtimeupdates.adapter.websocket.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Network threads that many sockets share: made for the first and ended some time after the last. Thread-safe.
 *
 * @param <T> what an engine holds its threads in
 */
public final class SharedThreads<T> {

    private static final Logger LOG = LoggerFactory.getLogger(SharedThreads.class);

    private final Engine<T> engine;
    private final Duration afterTheLast;
    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-client-network");
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable T running;
    private @Nullable Future<?> end;
    private int sockets;

    /**
     * Starts and stops the threads of an engine.
     *
     * @param <T> what it holds them in
     */
    public interface Engine<T> {

        /** Daemon threads. */
        T start() throws IOException;

        /** Ends them. */
        void stop(T threads) throws IOException;
    }

    /** No threads yet. */
    public SharedThreads(Engine<T> engine, Duration afterTheLast) {
        this.engine = engine;
        this.afterTheLast = afterTheLast;
    }

    /**
     * For one more socket, until {@link #leave}.
     *
     * @throws IOException when there are no threads for it
     */
    public T enter() throws IOException {
        lock.lock();
        try {
            if (end != null) {
                end.cancel(false);
                end = null;
            }
            T threads = running == null ? engine.start() : running;
            running = threads;
            sockets++;
            return threads;
        } finally {
            lock.unlock();
        }
    }

    /** One socket fewer. */
    public void leave() {
        lock.lock();
        try {
            sockets--;
            if (sockets == 0) {
                end = timer.schedule(this::stop, afterTheLast.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private void stop() {
        lock.lock();
        try {
            if (sockets == 0 && running != null) {
                T threads = running;
                running = null;
                engine.stop(threads);
            }
        } catch (IOException e) {
            LOG.warn("Network threads did not end cleanly", e);
        } finally {
            lock.unlock();
        }
    }
}
