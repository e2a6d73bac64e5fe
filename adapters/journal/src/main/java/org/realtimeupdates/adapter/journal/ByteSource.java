package org.realtimeupdates.adapter.journal;

import java.nio.charset.StandardCharsets;
import org.realtimeupdates.adapter.mailboxes.Digest;

/** Reads what a {@link ByteSink} wrote. What is not there throws {@link IndexOutOfBoundsException}. */
final class ByteSource {

    private final byte[] bytes;
    private final int end;
    private int at;

    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in the bytes it stands. */
    int at() {
        return at;
    }

    boolean hasMore() {
        return at < end;
    }

    /** Passes over so many bytes. */
    void skip(int count) {
        at += require(count);
    }

    int getByte() {
        require(1);
        return bytes[at++];
    }

    int getInt() {
        int from = at;
        at += require(Integer.BYTES);
        return BigEndian.getInt(bytes, from);
    }

    long getLong() {
        int from = at;
        at += require(Long.BYTES);
        return BigEndian.getLong(bytes, from);
    }

    long getNumber() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = getByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number without an end");
    }

    /** A number of things that follow, each at least a byte long. */
    int getCount() {
        long count = getNumber();
        if (count < 0 || count > end - at) {
            throw new IndexOutOfBoundsException("more than there is");
        }
        return (int) count;
    }

    Digest getDigest() {
        return new Digest(getLong(), getLong());
    }

    String getText() {
        long header = getNumber();
        int length = require(header >>> 1);
        String text = (header & 1) == 0 ? new String(bytes, at, length, StandardCharsets.UTF_8) : utf16(length);
        at += length;
        return text;
    }

    private String utf16(int length) {
        char[] chars = new char[length / 2];
        for (int i = 0; i < chars.length; i++) {
            chars[i] = (char) (bytes[at + 2 * i] << Byte.SIZE | (bytes[at + 2 * i + 1] & 0xFF));
        }
        return new String(chars);
    }

    private int require(long count) {
        if (count < 0 || count > end - at) {
            throw new IndexOutOfBoundsException("more than there is");
        }
        return (int) count;
    }
}
