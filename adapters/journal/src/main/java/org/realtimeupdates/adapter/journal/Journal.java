package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.StoreException;

/**
 * An index in memory and the log of its changes. A change is planned, written, and made, under one lock. Then its caller waits until a sync
 * has ended that covers it; one of those who wait syncs for all. Thread-safe.
 *
 * <p>What is put into mailboxes can be read once it is durable, not before.
 */
final class Journal implements AutoCloseable {

    private final Lock lock = new ReentrantLock();
    private final Index index;
    private final SegmentLog log;
    private final ChangeReader reader;
    private final Upkeep upkeep;
    private final Change change = new Change();

    /** Held by the one who syncs. Taken before the other lock, never behind it. */
    private final Lock syncing = new ReentrantLock();

    /** So many records were written, and so many of them are durable. */
    private long written;

    private volatile long synced;
    private long durablePosition;
    private @Nullable Throwable failure;

    private Journal(Storage storage, Recovery recovered) {
        this.index = recovered.index();
        this.log = recovered.log();
        this.reader = recovered.reader();
        this.upkeep = new Upkeep(storage, index, log, recovered.checkpoint(), this::write);
        this.durablePosition = index.lastPosition();
    }

    /**
     * Opens the journal in a storage that nobody else uses.
     *
     * @throws StoreException when it is damaged, or cannot be read
     */
    static Journal open(Storage storage, int segmentBytes, Duration refMemory) {
        try {
            return new Journal(storage, Recovery.of(storage, segmentBytes, refMemory));
        } catch (IOException e) {
            throw new StoreException("the journal cannot be opened: " + e.getMessage(), e);
        }
    }

    /** What the query gives for the index as it is. */
    <R> R read(Function<Index, R> query) {
        lock.lock();
        try {
            return query.apply(index);
        } finally {
            lock.unlock();
        }
    }

    /**
     * As {@link #read}, of what its caller knows to be durable unless the journal has failed.
     *
     * @throws StoreException when it has failed
     */
    <R> R readDurable(Function<Index, R> query) {
        return read(known -> {
            requireSound();
            return query.apply(known);
        });
    }

    /** The highest position that may be read. Called under the lock. */
    long durablePosition() {
        return durablePosition;
    }

    /**
     * Makes a change, and returns when it is durable, and what it was planned by too.
     *
     * @param plan looks at the index and says what is to be changed
     * @throws StoreException when it could not be written, and nothing has happened; or not synced
     */
    <R> R change(Plan<R> plan) {
        R result;
        long mark;
        lock.lock();
        try {
            result = make(plan);
            mark = written;
        } finally {
            lock.unlock();
        }
        awaitSync(mark);
        return result;
    }

    /** As {@link #change}; a loss of power may undo it until the next one is durable. */
    <R> R changeRelaxed(Plan<R> plan) {
        lock.lock();
        try {
            return make(plan);
        } finally {
            lock.unlock();
        }
    }

    /** Does what is left to do to keep the files small. Whether there is more. */
    boolean tidyUp() {
        long mark;
        boolean more;
        lock.lock();
        try {
            requireSound();
            more = upkeep.moveSome();
            mark = written;
        } finally {
            lock.unlock();
        }
        awaitSync(mark);
        lock.lock();
        try {
            if (synced == written) {
                upkeep.deleteUnused();
            }
        } finally {
            lock.unlock();
        }
        return more;
    }

    private <R> R make(Plan<R> plan) {
        requireSound();
        upkeep.moveSomeIfDue();
        change.clear();
        R result = plan.make(index, change);
        if (!change.isEmpty()) {
            write(change);
        }
        return result;
    }

    /** Writes a change and makes it. Called under the lock. */
    private void write(Change made) {
        ByteSink record = made.sink();
        if (record.size() > RecordFormat.MAX_LENGTH) {
            throw new IllegalArgumentException("a transaction of more than " + RecordFormat.MAX_LENGTH + " bytes");
        }
        if (!log.hasRoomFor(record.size())) {
            roll();
        }
        Segment tail = log.tail();
        int offset = tail.size();
        try {
            log.append(record);
            written++;
            reader.apply(new ByteSource(record.bytes(), RecordFormat.HEADER, record.size()), tail, offset);
        } catch (IOException | Error e) {
            throw fail(e);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            throw fail(e);
        }
    }

    private void roll() {
        try {
            log.tail().file().sync();
        } catch (IOException e) {
            throw fail(e);
        }
        synced(log.tail(), log.tail().size(), written, index.lastPosition());
        log.roll(log.tail().number() + 1);
        upkeep.rolled();
    }

    private void awaitSync(long mark) {
        if (synced >= mark) {
            return;
        }
        syncing.lock();
        try {
            if (synced < mark) {
                sync();
            }
        } finally {
            syncing.unlock();
        }
    }

    private void sync() {
        Segment tail;
        int size;
        long upTo;
        long position;
        lock.lock();
        try {
            requireSound();
            tail = log.tail();
            size = tail.size();
            upTo = written;
            position = index.lastPosition();
            tail.beginReading();
        } finally {
            lock.unlock();
        }
        IOException fault = null;
        try {
            tail.file().sync();
        } catch (IOException e) {
            fault = e;
        }
        lock.lock();
        try {
            tail.endReading();
            if (fault != null) {
                throw fail(fault);
            }
            synced(tail, size, upTo, position);
        } finally {
            lock.unlock();
        }
    }

    private void synced(Segment segment, int size, long upTo, long position) {
        segment.synced(size);
        synced = Math.max(synced, upTo);
        durablePosition = Math.max(durablePosition, position);
    }

    private void requireSound() {
        if (failure != null) {
            throw refused(failure);
        }
    }

    /**
     * Nothing is written any more: whether what was written is on the disk is not known from now on, and a further sync could not tell. What
     * was not synced is cut off, as far as that still works: it did not happen.
     */
    private StoreException fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
            Segment tail = log.tail();
            try {
                tail.file().truncate(tail.synced());
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
        }
        return refused(cause);
    }

    private static StoreException refused(Throwable cause) {
        return new StoreException("the journal takes no more until it is opened again: " + cause.getMessage(), cause);
    }

    /** Syncs what is not durable yet, and ends all use of the files. */
    @Override
    public void close() throws IOException {
        syncing.lock();
        try {
            lock.lock();
            try {
                if (failure == null && synced < written) {
                    log.tail().file().sync();
                    synced(log.tail(), log.tail().size(), written, index.lastPosition());
                }
            } finally {
                failure = new IllegalStateException("it was closed");
                log.close();
                lock.unlock();
            }
        } finally {
            syncing.unlock();
        }
    }

    /** Says what is to be changed. Called under the lock of the journal; may throw, and nothing has happened then. */
    @FunctionalInterface
    interface Plan<R> {
        R make(Index index, Change change);
    }
}
