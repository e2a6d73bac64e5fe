package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import org.realtimeupdates.adapter.journal.Storage.StorageFile;

/** Reads the records of a file in order. */
final class RecordFile {

    private static final int CHUNK = 1 << 20;

    private final StorageFile file;
    private final long size;
    private byte[] buffer = new byte[CHUNK];

    /** Where the buffer begins in the file, and how much is in it. */
    private long begin;

    private int length;

    RecordFile(StorageFile file) throws IOException {
        this.file = file;
        this.size = file.size();
    }

    /**
     * Reads until the end, or to the first record that is not as it was written.
     *
     * @param from where the first record begins
     * @return where it stopped
     */
    long read(long from, RecordReader reader) throws IOException {
        long at = from;
        while (at < size) {
            int content = soundContent(at);
            if (content < 0) {
                return at;
            }
            int start = (int) (at - begin);
            reader.read(
                    new ByteSource(buffer, start + RecordFormat.HEADER, start + RecordFormat.HEADER + content),
                    (int) begin);
            at += RecordFormat.HEADER + content;
        }
        return at;
    }

    /**
     * Whether a record behind that offset says that the file was synced beyond it: what is not sound there was damaged, and is not the end of
     * a write that was cut short.
     */
    boolean wasSyncedBeyond(long offset) throws IOException {
        for (long at = offset + 1; at + RecordFormat.HEADER <= size; at++) {
            if (fill(at, RecordFormat.HEADER)
                    && RecordFormat.hasMark(buffer, (int) (at - begin))
                    && soundContent(at) >= 0
                    && RecordFormat.synced(buffer, (int) (at - begin)) > offset) {
                return true;
            }
        }
        return false;
    }

    /** The length of the content of the record there, which is in the buffer then; negative where there is no sound one. */
    private int soundContent(long at) throws IOException {
        if (!fill(at, RecordFormat.HEADER) || !RecordFormat.hasMark(buffer, (int) (at - begin))) {
            return -1;
        }
        int content = RecordFormat.length(buffer, (int) (at - begin));
        if (content < 0 || content > RecordFormat.MAX_LENGTH || !fill(at, RecordFormat.HEADER + content)) {
            return -1;
        }
        return RecordFormat.isSound(buffer, (int) (at - begin), content) ? content : -1;
    }

    /** Brings so many bytes into the buffer; false where the file is too short. */
    private boolean fill(long at, int wanted) throws IOException {
        if (at + wanted > size) {
            return false;
        }
        if (at >= begin && at + wanted <= begin + length) {
            return true;
        }
        if (buffer.length < wanted) {
            buffer = new byte[wanted];
        }
        begin = at;
        length = file.read(at, buffer, 0, buffer.length);
        return length >= wanted;
    }

    /** Takes records. */
    @FunctionalInterface
    interface RecordReader {

        /**
         * The next record.
         *
         * @param source its content
         * @param offset where in the file the first of the source's bytes stands
         */
        void read(ByteSource source, int offset);
    }
}
