package org.realtimeupdates.adapter.websocket;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a listener one call at a time, in order, from whichever thread comes first. What waits is bounded by the {@link ReceiveWindow}. */
final class Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    private final Queue<Consumer<ConnectionListener>> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger(1);
    private volatile @Nullable ConnectionListener listener;
    private final Runnable failure;
    private volatile boolean detached;

    /**
     * Nobody listens yet.
     *
     * @param failure run when the listener throws: what it was told is lost to it
     */
    Delivery(Runnable failure) {
        this.failure = failure;
    }

    /** What was to be told before waits for this. */
    void start(ConnectionListener listener) {
        this.listener = listener;
        calls.add(ready -> {});
        drain();
    }

    /** From now on only the end is told. */
    void detach() {
        detached = true;
    }

    void tell(Consumer<ConnectionListener> call) {
        offer(told -> {
            if (!detached) {
                call.accept(told);
            }
        });
    }

    void tellEnd(Consumer<ConnectionListener> call) {
        detached = true;
        offer(call);
    }

    private void offer(Consumer<ConnectionListener> call) {
        calls.add(call);
        if (waiting.getAndIncrement() == 0) {
            drain();
        }
    }

    private void drain() {
        ConnectionListener told = listener;
        do {
            Consumer<ConnectionListener> call = calls.poll();
            if (call == null || told == null) {
                throw new IllegalStateException("a call without a listener");
            }
            try {
                call.accept(told);
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        } while (waiting.decrementAndGet() != 0);
    }

    /** Whatever comes of this, the calls behind the failed one are made: the end is always told. */
    private void failed(Throwable cause) {
        try {
            failure.run();
            LOG.error("A connection's listener failed", cause);
        } catch (RuntimeException | Error e) {
            cause.addSuppressed(e);
            LOG.error("A connection whose listener failed could not be closed", cause);
        }
    }
}
