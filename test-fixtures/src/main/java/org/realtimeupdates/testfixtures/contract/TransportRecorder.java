package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;

/** One end of a connection in the hands of a test: writes down what its listener hears, and sends. */
public final class TransportRecorder implements ConnectionListener {

    /** How long a test waits for what must happen. */
    public static final long PATIENCE_SECONDS = 20;

    private final Connection connection;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<MessageFault> faults = new LinkedBlockingQueue<>();
    private final List<Disconnect> disconnects = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> unconsumed = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();
    private volatile boolean holding;
    private volatile @Nullable Consumer<String> reaction;

    /** The end that this connection belongs to. */
    public TransportRecorder(Connection connection) {
        this.connection = connection;
    }

    public Connection connection() {
        return connection;
    }

    /** From now on nothing is consumed before {@link #release}. */
    public void hold() {
        holding = true;
    }

    /** Consumes all that was held, and from now on each message at once. */
    public void release() {
        holding = false;
        for (Runnable consumed = unconsumed.poll(); consumed != null; consumed = unconsumed.poll()) {
            consumed.run();
        }
    }

    /** Runs inside the transport's call for each message that arrives from now on. */
    public void onMessage(Consumer<String> reaction) {
        this.reaction = reaction;
    }

    /** How many messages came in so far, read or not. */
    public int receivedCount() {
        return received.get();
    }

    @Override
    public void received(String message, Runnable consumed) {
        during(() -> {
            received.incrementAndGet();
            messages.add(message);
            Consumer<String> current = reaction;
            if (current != null) {
                current.accept(message);
            }
            consume(consumed);
        });
    }

    @Override
    public void unreadable(MessageFault fault, String message, Runnable consumed) {
        during(() -> {
            faults.add(fault);
            messages.add(message);
            consume(consumed);
        });
    }

    @Override
    public void closed(Disconnect disconnect) {
        during(() -> {
            disconnects.add(disconnect);
            closed.countDown();
        });
    }

    private void consume(Runnable consumed) {
        if (holding) {
            unconsumed.add(consumed);
            if (!holding) {
                release();
            }
        } else {
            consumed.run();
        }
    }

    private void during(Runnable call) {
        if (calls.getAndIncrement() != 0) {
            violations.add("two calls at a time");
        }
        if (!disconnects.isEmpty()) {
            violations.add("a call after closed");
        }
        try {
            call.run();
        } finally {
            calls.decrementAndGet();
        }
    }

    /** Sends and waits until each message was written. */
    public void send(List<String> texts) {
        for (String text : texts) {
            if (!trySend(text, PATIENCE_SECONDS)) {
                fail("a message was not written");
            }
        }
    }

    /** Sends one message and waits so long for it to be written. */
    public boolean trySend(String text, long seconds) {
        Semaphore written = new Semaphore(0);
        connection.send(text, written::release);
        return acquire(written, seconds);
    }

    private static boolean acquire(Semaphore semaphore, long seconds) {
        try {
            return semaphore.tryAcquire(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** The next message that arrived, readable or not. */
    public String next() {
        return next(messages, "message");
    }

    /** The next fault of a message that arrived. */
    public MessageFault nextFault() {
        return next(faults, "unreadable message");
    }

    private static <T> T next(BlockingQueue<T> queue, String what) {
        try {
            T item = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (item == null) {
                throw new AssertionError("no " + what + " arrived");
            }
            return item;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Waits for the end. */
    public Disconnect awaitClosed() {
        try {
            assertThat(closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("closed is told")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
        return disconnects.get(0);
    }

    /** Fails if {@code closed} came more than once, if calls overlapped, or if any came after the end. */
    public void assertWellBehaved() {
        assertThat(violations).isEmpty();
        assertThat(disconnects).hasSizeLessThanOrEqualTo(1);
    }
}
