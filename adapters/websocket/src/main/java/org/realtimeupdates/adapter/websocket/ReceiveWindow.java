package org.realtimeupdates.adapter.websocket;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Counts what was received and is not yet consumed, so that reading can stop in time. One message always fits. Thread-safe.
 */
public final class ReceiveWindow {

    /** The most messages that may wait. */
    public static final int MAX_MESSAGES = 256;

    /** The most bytes that may wait. */
    public static final int MAX_BYTES = 4 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int messages;
    private long bytes;
    private boolean closed;
    private @Nullable Runnable resumption;

    /** An empty window. */
    public ReceiveWindow() {}

    /**
     * Waits until the message fits, and counts it.
     *
     * @return whether it is to be delivered; false once closed
     * @throws InterruptedException when the waiting thread is interrupted: the message is not counted
     */
    boolean awaitRoom(int size) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && messages > 0 && (messages >= MAX_MESSAGES || bytes + size > MAX_BYTES)) {
                changed.await();
            }
            count(size);
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Counts a message whether it fits or not. */
    void add(int size) {
        lock.lock();
        try {
            count(size);
        } finally {
            lock.unlock();
        }
    }

    private void count(int size) {
        messages++;
        bytes += size;
    }

    /** Takes a consumed message out. */
    void remove(int size) {
        Runnable resume;
        lock.lock();
        try {
            messages--;
            bytes -= size;
            resume = takeResumption();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        run(resume);
    }

    /** Whether no further message should be read. */
    public boolean isFull() {
        lock.lock();
        try {
            return full();
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        return !closed && (messages >= MAX_MESSAGES || bytes >= MAX_BYTES);
    }

    /**
     * Whether a reader should stop now; if so, {@code resume} runs once, on any thread, when it may go on, or when the window is closed.
     */
    public boolean pause(Runnable resume) {
        lock.lock();
        try {
            if (!full()) {
                return false;
            }
            resumption = resume;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets every waiting reader go. */
    void close() {
        Runnable resume;
        lock.lock();
        try {
            closed = true;
            resume = takeResumption();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        run(resume);
    }

    private @Nullable Runnable takeResumption() {
        if (full()) {
            return null;
        }
        Runnable resume = resumption;
        resumption = null;
        return resume;
    }

    private static void run(@Nullable Runnable resume) {
        if (resume != null) {
            resume.run();
        }
    }
}
