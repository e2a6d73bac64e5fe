package org.realtimeupdates.testfixtures.network;

import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.testfixtures.network.RawWebSocket.Closed;
import org.realtimeupdates.testfixtures.network.RawWebSocket.Message;

/** What came in on a {@link RawWebSocket} and was not taken yet. A full inbox stops the reader. Thread-safe. */
final class RawInbox {

    private static final int MAX_MESSAGES = 65_536;
    private static final int MAX_PINGS = 1_024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Message> messages = new ArrayDeque<>();
    private final Queue<String> pings = new ArrayDeque<>();
    private final Queue<String> pongs = new ArrayDeque<>();
    private @Nullable Closed closed;
    private @Nullable ProtocolException broken;

    void add(Optional<Message> message) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (messages.size() >= MAX_MESSAGES) {
                changed.await();
            }
            message.ifPresent(messages::add);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void ping(String text) {
        change(() -> addBounded(pings, text));
    }

    void pong(String text) {
        change(() -> addBounded(pongs, text));
    }

    /** The first end counts: a close frame stands, whatever the socket does after it. */
    void closed(Closed how) {
        change(() -> closed = closed == null ? how : closed);
    }

    void broken(ProtocolException rule) {
        change(() -> broken = rule);
    }

    Message awaitMessage(Duration timeout) throws InterruptedException {
        return await(() -> Optional.ofNullable(messages.poll()), "message", timeout);
    }

    String awaitPing(Duration timeout) throws InterruptedException {
        return await(() -> Optional.ofNullable(pings.poll()), "ping", timeout);
    }

    String awaitPong(Duration timeout) throws InterruptedException {
        return await(() -> Optional.ofNullable(pongs.poll()), "pong", timeout);
    }

    Closed awaitClose(Duration timeout) throws InterruptedException {
        return await(() -> Optional.ofNullable(closed), "close", timeout);
    }

    List<Message> takeMessages() {
        lock.lock();
        try {
            List<Message> taken = List.copyOf(messages);
            messages.clear();
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private <T> T await(Supplier<Optional<T>> poll, String what, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (true) {
                Optional<T> found = poll.get();
                if (found.isPresent()) {
                    changed.signalAll();
                    return found.get();
                }
                if (broken != null) {
                    throw new AssertionError("the peer broke RFC 6455 while a " + what + " was awaited", broken);
                }
                if (closed != null) {
                    throw new AssertionError("closed with " + closed.code() + " while a " + what + " was awaited");
                }
                if (left <= 0) {
                    throw new AssertionError("no " + what + " within " + timeout);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private static void addBounded(Queue<String> queue, String text) {
        if (queue.size() >= MAX_PINGS) {
            queue.remove();
        }
        queue.add(text);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
