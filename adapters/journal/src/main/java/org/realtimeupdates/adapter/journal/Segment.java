package org.realtimeupdates.adapter.journal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.journal.Storage.StorageFile;

/** A file of the journal, and the updates that wait in it. Guarded by the lock of the journal, but for who reads. */
final class Segment {

    private static final String SUFFIX = ".segment";

    private final int number;
    private final @Nullable StorageFile file;
    private final AtomicInteger readers = new AtomicInteger();
    private int size;

    /** Up to here a sync has ended. */
    private int synced;

    private @Nullable StoredUpdate first;
    private long liveBytes;

    /**
     * A segment.
     *
     * @param file null for one that is gone
     */
    Segment(int number, @Nullable StorageFile file) {
        this.number = number;
        this.file = file;
    }

    static String name(int number) {
        return Numbered.name(number, SUFFIX);
    }

    /** The number of the segment in a file of that name; empty for another file. */
    static Optional<Integer> numberIn(String name) {
        return Numbered.find(name, SUFFIX);
    }

    int number() {
        return number;
    }

    String name() {
        return name(number);
    }

    boolean isThere() {
        return file != null;
    }

    /** Not of one that is gone. */
    StorageFile file() {
        if (file == null) {
            throw new IllegalStateException("the segment is gone");
        }
        return file;
    }

    int size() {
        return size;
    }

    void size(int bytes) {
        size = bytes;
    }

    int synced() {
        return synced;
    }

    void synced(int bytes) {
        synced = Math.max(synced, bytes);
    }

    /** An update that waits here; null when none does. */
    @Nullable
    StoredUpdate first() {
        return first;
    }

    /** How much of it is there for updates that wait. */
    long liveBytes() {
        return liveBytes;
    }

    void link(StoredUpdate update) {
        StoredUpdate before = first;
        update.next = before;
        update.previous = null;
        if (before != null) {
            before.previous = update;
        }
        first = update;
        liveBytes += update.weight();
    }

    void unlink(StoredUpdate update) {
        StoredUpdate previous = update.previous;
        StoredUpdate next = update.next;
        if (previous == null) {
            first = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        update.next = null;
        update.previous = null;
        liveBytes -= update.weight();
    }

    /** Someone is going to read it: it is not closed meanwhile. */
    void beginReading() {
        readers.incrementAndGet();
    }

    void endReading() {
        readers.decrementAndGet();
    }

    boolean isRead() {
        return readers.get() > 0;
    }
}
