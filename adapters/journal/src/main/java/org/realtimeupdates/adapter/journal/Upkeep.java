package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the files small: writes checkpoints, moves the updates that still wait in a segment that is mostly free, and deletes segments that
 * nothing is needed of. Guarded by the lock of the journal.
 *
 * <p>A checkpoint is written when the segments behind the last one are twice as long as it, and so many at least: so it costs half of what is
 * written at most, and what is read at an opening is three times what is remembered, or those segments. Whoever begins the segment waits for
 * it, and all others with them.
 */
final class Upkeep {

    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);

    private static final int SEGMENTS_BETWEEN_CHECKPOINTS = 4;

    /** A segment is emptied when less than this part of it waits. */
    private static final int EMPTIED_BELOW = 4;

    /** So many bytes are moved at once. */
    private static final int MOVED_AT_ONCE = 128 << 10;

    private final Storage storage;
    private final Index index;
    private final SegmentLog segments;
    private final Consumer<Change> writer;
    private final Pages pages;
    private final Change change = new Change();
    private Checkpointed checkpoint;
    private @Nullable Segment emptied;

    /**
     * Looks after those.
     *
     * @param checkpoint the last one
     * @param writer writes a change and makes it
     */
    Upkeep(Storage storage, Index index, SegmentLog segments, Checkpointed checkpoint, Consumer<Change> writer) {
        this.storage = storage;
        this.index = index;
        this.segments = segments;
        this.checkpoint = checkpoint;
        this.writer = writer;
        this.pages = new Pages(storage);
    }

    /** A segment has just begun; all before it is durable. */
    void rolled() {
        long behind = segments.all().stream()
                .filter(segment -> segment.number() >= checkpoint.segment)
                .mapToLong(Segment::size)
                .sum();
        long enough = SEGMENTS_BETWEEN_CHECKPOINTS * (long) segments.maxBytes();
        if (behind >= Math.max(enough, 2 * checkpoint.bytes)) {
            writeCheckpoint(segments.tail().number());
        }
        deleteUnused();
        emptied = findMostlyFree().orElse(null);
    }

    private void writeCheckpoint(int segment) {
        try {
            long bytes = Checkpoint.write(storage, segment, index);
            Checkpointed before = checkpoint;
            checkpoint = new Checkpointed(segment, bytes);
            if (before.bytes > 0) {
                storage.delete(Checkpoint.name(before.segment));
            }
        } catch (IOException e) {
            log.warn("No checkpoint of the journal could be written; it grows until one can", e);
            discard();
        }
    }

    private void discard() {
        try {
            storage.delete(Checkpoint.TEMPORARY);
        } catch (IOException e) {
            log.warn("A checkpoint that was begun is left: {}", storage.describe(Checkpoint.TEMPORARY), e);
        }
    }

    /** Deletes the segments before the checkpoint in which nothing waits any more. All that was written is durable. */
    void deleteUnused() {
        for (Segment segment : segments.all()) {
            if (segment.number() < checkpoint.segment && segment.first() == null && !segment.isRead()) {
                segments.delete(segment);
            }
        }
    }

    /** As {@link #moveSome}, if a segment is being emptied. Where that fails it is begun again with the next segment. */
    void moveSomeIfDue() {
        if (emptied == null) {
            return;
        }
        try {
            moveSome();
        } catch (StoreException e) {
            emptied = null;
            log.warn("A segment of the journal that is mostly free could not be emptied", e);
        }
    }

    /** Moves a part of what waits in a segment that is mostly free. Whether there is more to move. */
    boolean moveSome() {
        if (emptied == null) {
            emptied = findMostlyFree().orElse(null);
        }
        if (emptied == null) {
            return false;
        }
        change.clear();
        int moved = 0;
        for (StoredUpdate update = emptied.first(); update != null && moved < MOVED_AT_ONCE; update = update.next) {
            change.moved(update.holders().get(0).mailbox(), update.position(), pages.read(update.body()));
            moved += update.weight();
        }
        if (moved > 0) {
            writer.accept(change);
        }
        if (emptied != null && emptied.first() == null) {
            emptied = findMostlyFree().orElse(null);
        }
        return emptied != null;
    }

    private Optional<Segment> findMostlyFree() {
        int tail = segments.tail().number();
        return segments.all().stream()
                .filter(segment -> segment.number() < tail
                        && segment.first() != null
                        && segment.liveBytes() * EMPTIED_BELOW < segment.size())
                .findFirst();
    }

    /**
     * A checkpoint.
     *
     * @param segment the first that is to be read behind it
     * @param bytes its size; 0 where there is none
     */
    record Checkpointed(int segment, long bytes) {}
}
