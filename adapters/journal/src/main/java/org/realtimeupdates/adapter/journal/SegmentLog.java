package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.journal.Storage.StorageFile;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segments of a journal. Records are appended to the last one. Guarded by the lock of the journal. */
final class SegmentLog {

    private static final Logger log = LoggerFactory.getLogger(SegmentLog.class);

    private final Storage storage;
    private final int maxBytes;
    private final NavigableMap<Integer, Segment> segments = new TreeMap<>();

    /**
     * No segments yet.
     *
     * @param maxBytes how long a segment may become; one that holds a single record may be longer
     */
    SegmentLog(Storage storage, int maxBytes) {
        this.storage = storage;
        this.maxBytes = maxBytes;
    }

    int maxBytes() {
        return maxBytes;
    }

    void add(Segment segment) {
        segments.put(segment.number(), segment);
    }

    /** The segment of that number; one that is gone if there is none. */
    Segment segment(int number) {
        return segments.computeIfAbsent(number, key -> new Segment(key, null));
    }

    /** In the order of their numbers. */
    List<Segment> all() {
        return new ArrayList<>(segments.values());
    }

    void remove(Segment segment) {
        segments.remove(segment.number());
    }

    /** The one that is appended to. */
    Segment tail() {
        return segments.lastEntry().getValue();
    }

    /** Whether the tail can take a record of that size. */
    boolean hasRoomFor(int bytes) {
        Segment tail = tail();
        return tail.size() == FileHeader.LENGTH || tail.size() + (long) bytes <= maxBytes;
    }

    /**
     * Begins a new segment. What is in the tail was synced.
     *
     * @throws StoreException when there is no room for it; nothing has happened then
     */
    void roll(int number) {
        String name = Segment.name(number);
        StorageFile file = null;
        try {
            file = storage.create(name);
            FileHeader.write(file, FileHeader.SEGMENT, number);
            file.sync();
            storage.sync();
        } catch (IOException e) {
            discard(name, file);
            throw new StoreException("no new segment of the journal can be made; its disk may be full", e);
        }
        Segment segment = new Segment(number, file);
        segment.size(FileHeader.LENGTH);
        segment.synced(FileHeader.LENGTH);
        add(segment);
    }

    /**
     * Appends a record to the tail.
     *
     * @throws StoreException when it could not be written and nothing of it is left
     * @throws IOException when what is in the tail now is not known
     */
    void append(ByteSink record) throws IOException {
        Segment tail = tail();
        RecordFormat.end(record, tail.synced());
        try {
            tail.file().append(record.bytes(), 0, record.size());
        } catch (IOException e) {
            cut(tail, e);
            throw new StoreException("the journal cannot be written; its disk may be full", e);
        }
        tail.size(tail.size() + record.size());
    }

    private static void cut(Segment tail, IOException cause) throws IOException {
        try {
            tail.file().truncate(tail.size());
        } catch (IOException e) {
            cause.addSuppressed(e);
            throw cause;
        }
    }

    /** Deletes a segment in which nothing waits and that nobody reads. Where that fails it is tried another time. */
    void delete(Segment segment) {
        try {
            storage.delete(segment.name());
            segment.file().close();
            remove(segment);
        } catch (IOException e) {
            log.warn("A segment of the journal could not be deleted: {}", storage.describe(segment.name()), e);
        }
    }

    private void discard(String name, @Nullable StorageFile file) {
        try {
            if (file != null) {
                file.close();
            }
            storage.delete(name);
        } catch (IOException e) {
            log.warn("A segment of the journal that was not begun is left: {}", storage.describe(name), e);
        }
    }

    void close() throws IOException {
        for (Segment segment : segments.values()) {
            if (segment.isThere()) {
                segment.file().close();
            }
        }
    }
}
