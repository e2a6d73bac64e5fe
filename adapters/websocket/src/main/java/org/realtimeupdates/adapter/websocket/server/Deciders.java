package org.realtimeupdates.adapter.websocket.server;

import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where handshakes are decided on, away from the network threads: decisions may block. Thread-safe. */
public final class Deciders implements AutoCloseable {

    /** How many decisions are made at a time; what is beyond waits. */
    public static final int THREADS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Deciders.class);
    private static final int LOGGED_ONE_OF = 1_000;

    private final RealtimeServer server;
    private final ThreadPoolExecutor threads;
    private final AtomicLong refusals = new AtomicLong();

    /**
     * Threads that are made when they are needed.
     *
     * @param maxPending how many handshakes may wait for a thread
     */
    public Deciders(RealtimeServer server, int maxPending) {
        this.server = server;
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(maxPending), task -> {
                    Thread thread = new Thread(task, "realtime-updates-handshake");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Asks for the decision on a handshake that was just read, on the thread that read it. Returns at once.
     *
     * @param decided told on another thread
     * @return what to answer at once instead; then nothing is decided
     */
    public Optional<HttpAnswer> decide(Handshake handshake, Consumer<Admission> decided) {
        // Taken here: decisions overtake each other.
        long arrival = server.arrived();
        try {
            threads.execute(() -> decided.accept(admit(handshake, arrival)));
            return Optional.empty();
        } catch (RejectedExecutionException e) {
            refusing("too many handshakes wait for a decision");
            return Optional.of(new HttpAnswer(503, "too many handshakes"));
        }
    }

    private Admission admit(Handshake handshake, long arrival) {
        try {
            return server.admit(handshake, arrival);
        } catch (RuntimeException e) {
            LOG.error("The decision on a handshake failed", e);
            return new Admission.Refused(503, "internal error");
        }
    }

    /** Logs that somebody is refused for want of room, one line in a thousand: who floods a server must not flood its log too. */
    public void refusing(String why) {
        long number = refusals.incrementAndGet();
        if (number % LOGGED_ONE_OF == 1) {
            LOG.warn("Refusing connections, this is number {}: {}", number, why);
        }
    }

    /** Waits for nobody. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
