package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.adapter.journal.Storage.StorageFile;
import org.realtimeupdates.adapter.journal.Upkeep.Checkpointed;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the index anew: from the last checkpoint and the segments behind it. What a loss of power has left of the last write is cut off. All
 * else that is not as it was written is told and left as it is.
 */
final class Recovery {

    private static final Logger slf4j = LoggerFactory.getLogger(Recovery.class);

    private final Storage storage;
    private final SegmentLog log;
    private final Index index;
    private final ChangeReader reader;
    private Checkpointed checkpoint = new Checkpointed(1, 0);

    private Recovery(Storage storage, int segmentBytes, Duration refMemory) {
        this.storage = storage;
        this.log = new SegmentLog(storage, segmentBytes);
        this.index = new Index(refMemory);
        this.reader = new ChangeReader(index, log::segment);
    }

    /**
     * Reads what is there.
     *
     * @throws StoreException when it is damaged
     */
    static Recovery of(Storage storage, int segmentBytes, Duration refMemory) throws IOException {
        Recovery recovery = new Recovery(storage, segmentBytes, refMemory);
        try {
            recovery.recover();
            return recovery;
        } catch (IOException | RuntimeException e) {
            recovery.log.close();
            throw e;
        }
    }

    Index index() {
        return index;
    }

    SegmentLog log() {
        return log;
    }

    ChangeReader reader() {
        return reader;
    }

    /** The last one. */
    Checkpointed checkpoint() {
        return checkpoint;
    }

    private void recover() throws IOException {
        List<String> names = storage.list();
        storage.delete(Checkpoint.TEMPORARY);
        List<Integer> numbers = names.stream()
                .flatMap(name -> Segment.numberIn(name).stream())
                .sorted()
                .toList();
        for (int number : numbers) {
            StorageFile file = storage.open(Segment.name(number));
            Segment segment = new Segment(number, file);
            segment.size(sizeOf(file, segment.name()));
            log.add(segment);
        }
        readCheckpoints(names);
        readSegments(numbers);
        dropThoseGone();
        log.tail().file().sync();
        log.tail().synced(log.tail().size());
    }

    private int sizeOf(StorageFile file, String name) throws IOException {
        long size = file.size();
        if (size > Integer.MAX_VALUE) {
            throw new StoreException(storage.describe(name) + " is longer than a segment can be");
        }
        return (int) size;
    }

    private void readCheckpoints(List<String> names) throws IOException {
        Optional<Integer> last = names.stream()
                .flatMap(name -> Checkpoint.numberIn(name).stream())
                .max(Comparator.naturalOrder());
        if (last.isPresent()) {
            readCheckpoint(last.get());
        }
        for (String name : names) {
            Optional<Integer> number = Checkpoint.numberIn(name);
            if (number.isPresent() && !number.equals(last)) {
                storage.delete(name);
            }
        }
    }

    private void readCheckpoint(int number) throws IOException {
        String name = Checkpoint.name(number);
        String known = storage.describe(name);
        try (StorageFile file = storage.open(name)) {
            if (!FileHeader.isSound(file, FileHeader.CHECKPOINT, number, known)) {
                throw damaged(known, 0);
            }
            Segment none = new Segment(0, null);
            long end = read(file, none, known);
            if (end < file.size() || !reader.hasEnded()) {
                throw damaged(known, end);
            }
            checkpoint = new Checkpointed(number, end);
        }
    }

    private void readSegments(List<Integer> numbers) throws IOException {
        int last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        if (last < checkpoint.segment()) {
            if (checkpoint.bytes() > 0 || last > 0) {
                throw missing(checkpoint.segment());
            }
            log.roll(1);
            return;
        }
        for (int number = checkpoint.segment(); number <= last; number++) {
            Segment segment = log.segment(number);
            if (!segment.isThere()) {
                throw missing(number);
            }
            readSegment(segment, number == last);
        }
    }

    private void readSegment(Segment segment, boolean isLast) throws IOException {
        StorageFile file = segment.file();
        String known = storage.describe(segment.name());
        if (!FileHeader.isSound(file, FileHeader.SEGMENT, segment.number(), known)) {
            if (!isLast || segment.size() > FileHeader.LENGTH) {
                throw damaged(known, 0);
            }
            // The power went while it was made.
            file.truncate(0);
            FileHeader.write(file, FileHeader.SEGMENT, segment.number());
            segment.size(FileHeader.LENGTH);
            return;
        }
        int end = (int) read(file, segment, known);
        if (end == segment.size()) {
            return;
        }
        if (!isLast || new RecordFile(file).wasSyncedBeyond(end)) {
            throw damaged(known, end);
        }
        slf4j.info(
                "{}: the last write was cut short; the {} bytes from {} on are cut off",
                known,
                segment.size() - end,
                end);
        file.truncate(end);
        segment.size(end);
    }

    /** Where it stopped. */
    private long read(StorageFile file, Segment segment, String known) throws IOException {
        long[] at = {FileHeader.LENGTH};
        try {
            return new RecordFile(file).read(FileHeader.LENGTH, (source, offset) -> {
                at[0] = (long) offset + source.at() - RecordFormat.HEADER;
                reader.apply(source, segment, offset);
            });
        } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new StoreException(known + ": the record at offset " + at[0] + " cannot be understood", e);
        }
    }

    /** A checkpoint may name segments whose updates were all replied later. */
    private void dropThoseGone() {
        for (Segment segment : log.all()) {
            if (!segment.isThere()) {
                if (segment.first() != null) {
                    throw missing(segment.number());
                }
                log.remove(segment);
            }
        }
    }

    private StoreException missing(int number) {
        return new StoreException(storage.describe(Segment.name(number)) + " is missing");
    }

    private static StoreException damaged(String known, long offset) {
        return new StoreException(known + " is damaged at offset " + offset);
    }
}
