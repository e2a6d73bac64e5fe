package org.realtimeupdates.adapter.journal;

import java.util.zip.CRC32C;

/**
 * How a record stands in a file: a mark, a CRC-32C of all that follows, the length of what was written, up to where the file was synced
 * when it was written, and what was written. All numbers have 4 bytes, the highest first.
 *
 * <p>That a later record says an earlier one was synced tells damage from a write that the power cut short.
 */
final class RecordFormat {

    /** No valid UTF-8, so that no update's text holds it. */
    private static final int MARK = 0xFEC0FFF1;

    private static final int CRC = 4;
    private static final int LENGTH = 8;
    private static final int SYNCED = 12;
    static final int HEADER = 16;

    /** So long a record may be. */
    static final int MAX_LENGTH = 1 << 30;

    private RecordFormat() {}

    /** Begins a record: its content goes behind. */
    static void begin(ByteSink sink) {
        sink.clear();
        sink.putInt(MARK);
        sink.putInt(0);
        sink.putInt(0);
        sink.putInt(0);
    }

    /** Ends a record that was begun and has its content. */
    static void end(ByteSink sink, long synced) {
        sink.setInt(LENGTH, sink.size() - HEADER);
        sink.setInt(SYNCED, (int) synced);
        sink.setInt(CRC, crc(sink.bytes(), LENGTH, sink.size()));
    }

    static boolean hasMark(byte[] bytes, int at) {
        return BigEndian.getInt(bytes, at) == MARK;
    }

    /** The length of the content, as the header says. */
    static int length(byte[] bytes, int at) {
        return BigEndian.getInt(bytes, at + LENGTH);
    }

    static int synced(byte[] bytes, int at) {
        return BigEndian.getInt(bytes, at + SYNCED);
    }

    /** Whether a whole record of that length of content is as it was written. */
    static boolean isSound(byte[] bytes, int at, int length) {
        return BigEndian.getInt(bytes, at + CRC) == crc(bytes, at + LENGTH, at + HEADER + length);
    }

    static int crc(byte[] bytes, int from, int to) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, to - from);
        return (int) crc.getValue();
    }
}
