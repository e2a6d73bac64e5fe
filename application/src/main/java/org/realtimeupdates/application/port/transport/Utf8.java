package org.realtimeupdates.application.port.transport;

import java.nio.charset.StandardCharsets;

/** The size of texts on the wire. */
public final class Utf8 {

    private static final int MAX_BYTES_OF_A_CHAR = 3;

    private Utf8() {}

    /** The number of bytes of the text in UTF-8. */
    public static int size(String text) {
        // The JVM writes many characters at a time, faster than a look at each.
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Whether the text has at most so many bytes in UTF-8; counts them only where the length leaves it open. */
    public static boolean fits(String text, int maxBytes) {
        return text.length() <= maxBytes / MAX_BYTES_OF_A_CHAR || size(text) <= maxBytes;
    }

    /** The number of bytes of the text as a JSON string in UTF-8, quotes included. */
    public static int jsonStringSize(String text) {
        int size = text.length() + 2;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            size += c < ' ' ? 5 : c == '"' || c == '\\' ? 1 : extraBytes(c);
        }
        return size;
    }

    /** What a character takes beyond one byte; each half of a surrogate pair takes two in all. */
    private static int extraBytes(char c) {
        if (c < 0x80) {
            return 0;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
}
