package org.realtimeupdates.adapter.jdbc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Text as it stands in columns. The databases keep every text that UTF-8 has but U+0000; that, and surrogates without their other
 * half, stand there as U+0010 and four hexadecimal digits, and so does U+0010 itself. All other text stands there as it is.
 */
final class StoredText {

    /** A B-tree of PostgreSQL takes rows of 2,700 bytes: three of the longest keys. */
    static final int MAX_KEY_LENGTH = 255;

    /** "Data link escape": hardly ever a part of text. */
    private static final char ESCAPE = '\u0010';

    private static final int DIGITS = 4;

    /** Ends an item of a list; no text is stored like that. */
    private static final String END_OF_ITEM = ESCAPE + ";";

    /** Begins the key of a long text; no text is stored like that. */
    private static final String LONG_KEY = ESCAPE + "#";

    private StoredText() {}

    /** How a text is stored. */
    static String of(String text) {
        int first = firstEscaped(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder stored = new StringBuilder(text.length() + 2 * DIGITS).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(text, i)) {
                stored.append(ESCAPE).append(HexFormat.of().toHexDigits(c));
            } else {
                stored.append(c);
            }
        }
        return stored.toString();
    }

    /** The text that {@link #of} was given. */
    static String read(String stored) {
        int escape = stored.indexOf(ESCAPE);
        if (escape < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        int from = 0;
        while (escape >= 0) {
            int end = escape + 1 + DIGITS;
            text.append(stored, from, escape).append((char) HexFormat.fromHexDigits(stored, escape + 1, end));
            from = end;
            escape = stored.indexOf(ESCAPE, from);
        }
        return text.append(stored, from, stored.length()).toString();
    }

    /**
     * What stands in an index for a text of any length: equal for equal texts only. Cannot be turned back where the text is long.
     */
    static String key(String text) {
        String stored = of(text);
        if (stored.length() <= MAX_KEY_LENGTH) {
            return stored;
        }
        return LONG_KEY + HexFormat.of().formatHex(sha256(stored));
    }

    /** How a list of texts is stored. */
    static String ofAll(List<String> texts) {
        StringBuilder stored = new StringBuilder();
        texts.forEach(text -> stored.append(of(text)).append(END_OF_ITEM));
        return stored.toString();
    }

    /** The list that {@link #ofAll} was given. */
    static List<String> readAll(String stored) {
        List<String> texts = new ArrayList<>();
        int from = 0;
        for (int end = stored.indexOf(END_OF_ITEM); end >= 0; end = stored.indexOf(END_OF_ITEM, from)) {
            texts.add(read(stored.substring(from, end)));
            from = end + END_OF_ITEM.length();
        }
        return texts;
    }

    private static int firstEscaped(String text) {
        int i = 0;
        while (i < text.length() && !isEscaped(text, i)) {
            i++;
        }
        return i;
    }

    private static boolean isEscaped(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == 0 || c == ESCAPE;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
