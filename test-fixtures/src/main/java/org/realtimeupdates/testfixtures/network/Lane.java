package org.realtimeupdates.testfixtures.network;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link TcpFaultProxy}: the faults that are on, and how many bytes went through. Thread-safe. */
final class Lane {

    private static final long NEVER = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean stalled;
    private boolean blackHole;
    private Duration delay = Duration.ZERO;
    private int pieceBytes = Integer.MAX_VALUE;
    private long bytesToFault = NEVER;
    private @Nullable ByteFault fault;
    private boolean striking;
    private long received;
    private long forwarded;

    /**
     * What happens to the bytes at hand.
     *
     * @param forward how many of them are passed on now
     * @param swallow how many after those are thrown away
     * @param fault what happens to the connection then
     */
    record Step(int forward, int swallow, Optional<ByteFault> fault) {}

    void heal() {
        change(() -> {
            stalled = false;
            blackHole = false;
            delay = Duration.ZERO;
            pieceBytes = Integer.MAX_VALUE;
            bytesToFault = NEVER;
            fault = null;
        });
    }

    void stall(boolean on) {
        change(() -> stalled = on);
    }

    void blackHole(boolean on) {
        change(() -> blackHole = on);
    }

    void delay(Duration each) {
        change(() -> delay = each);
    }

    void split(int bytes) {
        change(() -> pieceBytes = bytes);
    }

    void faultAfter(long bytes, ByteFault what) {
        change(() -> {
            bytesToFault = bytes;
            fault = what;
        });
    }

    /** Whether a fault is set that has not struck yet. */
    boolean awaitsFault() {
        lock.lock();
        try {
            return bytesToFault != NEVER || striking;
        } finally {
            lock.unlock();
        }
    }

    /** The fault of the last step has struck. */
    void struck() {
        change(() -> striking = false);
    }

    void countReceived(int bytes) {
        change(() -> received += bytes);
    }

    void countForwarded(int bytes) {
        change(() -> forwarded += bytes);
    }

    /** Lets whoever waits here look again. */
    void wake() {
        change(() -> {});
    }

    long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    long forwarded() {
        lock.lock();
        try {
            return forwarded;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the condition holds. The condition is asked under the lock of this lane. */
    boolean await(BooleanSupplier condition, Duration timeout) throws InterruptedException {
        long left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Keeps a chunk back for as long as the delay says, or until the connection is gone. */
    void awaitDelay(BooleanSupplier gone) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long start = System.nanoTime();
            long left = delay.toNanos();
            while (left > 0 && !gone.getAsBoolean()) {
                changed.awaitNanos(left);
                left = delay.toNanos() - (System.nanoTime() - start);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the lane is stalled, then decides about the next bytes. */
    Step next(int available, BooleanSupplier gone) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitFlow(gone);
            if (gone.getAsBoolean() || blackHole) {
                return new Step(0, available, Optional.empty());
            }
            int forward = Math.min(available, pieceBytes);
            if (bytesToFault == NEVER || bytesToFault > forward) {
                bytesToFault = bytesToFault == NEVER ? NEVER : bytesToFault - forward;
                return new Step(forward, 0, Optional.empty());
            }
            forward = (int) bytesToFault;
            bytesToFault = NEVER;
            stalled |= fault == ByteFault.STALL;
            striking = true;
            return new Step(forward, 0, Optional.ofNullable(fault));
        } finally {
            lock.unlock();
        }
    }

    /** Waits while the lane is stalled; tells whether the end of the stream is passed on, too. */
    boolean passesEnd(BooleanSupplier gone) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitFlow(gone);
            return !gone.getAsBoolean() && !blackHole;
        } finally {
            lock.unlock();
        }
    }

    private void awaitFlow(BooleanSupplier gone) throws InterruptedException {
        while (stalled && !gone.getAsBoolean()) {
            changed.await();
        }
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
