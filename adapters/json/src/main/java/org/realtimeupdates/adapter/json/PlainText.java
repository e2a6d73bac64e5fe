package org.realtimeupdates.adapter.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Tells texts of printable ASCII without a backslash, as most are: in them a string ends at the next quote, whatever is before. */
final class PlainText {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SIGNS = 0x8080_8080_8080_8080L;
    private static final long SPACES = ' ' * ONES;
    private static final long SPACES_BEFORE_ONE = SPACES & ~0xFFL;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long QUESTION_MARKS = '?' * ONES;

    private PlainText() {}

    /** Whether the text is such a one. Looks at eight characters at a time. */
    static boolean is(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        long others = 0;
        long questions = 0;
        int i = 0;
        for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, i);
            others |= signsOfOthers(eight);
            questions |= signsOf(QUESTION_MARKS, eight);
        }
        for (; i < bytes.length; i++) {
            long one = SPACES_BEFORE_ONE | (bytes[i] & 0xFF);
            others |= signsOfOthers(one);
            questions |= signsOf(QUESTION_MARKS, one);
        }
        return (others & SIGNS) == 0 && ((questions & SIGNS) == 0 || isSame(text, bytes));
    }

    /** A question mark stands for each character that has no byte. */
    private static boolean isSame(String text, byte[] bytes) {
        return text.equals(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** The sign of a byte is set there if it is one of another text. A byte before may have it too then. */
    private static long signsOfOthers(long bytes) {
        return bytes | (bytes - SPACES) | signsOf(BACKSLASHES, bytes);
    }

    /** The same for bytes that are that character; not to be relied on for others than ASCII. */
    private static long signsOf(long character, long bytes) {
        return (bytes ^ character) - ONES;
    }
}
