package org.realtimeupdates.adapter.journal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.realtimeupdates.adapter.mailboxes.Digest;

/** Bytes that are written one after the other; read by a {@link ByteSource}. */
final class ByteSink {

    private static final int FIRST_BYTES = 256;

    /** What is longer is not kept for the next time. */
    private static final int MAX_KEPT_BYTES = 4 << 20;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Forgets all that was written. */
    void clear() {
        if (bytes.length > MAX_KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
        size = 0;
    }

    void putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void putInt(int value) {
        reserve(Integer.BYTES);
        setInt(size, value);
        size += Integer.BYTES;
    }

    /** Writes over what is there. */
    void setInt(int at, int value) {
        BigEndian.setInt(bytes, at, value);
    }

    void putLong(long value) {
        reserve(Long.BYTES);
        BigEndian.setLong(bytes, size, value);
        size += Long.BYTES;
    }

    /** A number that is mostly small, in 1 to 10 bytes; not negative. */
    void putNumber(long value) {
        reserve(10);
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
    }

    void putDigest(Digest digest) {
        putLong(digest.high());
        putLong(digest.low());
    }

    /** Any text: what UTF-8 cannot say, halves of surrogate pairs, is written as UTF-16. */
    void putText(String text) {
        boolean wide = hasLoneSurrogate(text);
        byte[] encoded = wide ? utf16(text) : text.getBytes(StandardCharsets.UTF_8);
        putNumber(((long) encoded.length << 1) | (wide ? 1 : 0));
        putBytes(encoded, encoded.length);
    }

    /** The first so many. */
    void putBytes(byte[] more, int length) {
        reserve(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    private static byte[] utf16(String text) {
        byte[] encoded = new byte[text.length() * 2];
        for (int i = 0; i < text.length(); i++) {
            encoded[2 * i] = (byte) (text.charAt(i) >>> Byte.SIZE);
            encoded[2 * i + 1] = (byte) text.charAt(i);
        }
        return encoded;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max((long) size + more, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
    }
}
