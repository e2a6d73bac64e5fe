package org.realtimeupdates.adapter.jdbc;

/**
 * Text as it is written to a database, so that any text comes back as it was: PostgreSQL has no U+0000, and half a surrogate pair has
 * no UTF-8. Both are written as a backslash and four hexadecimal digits, a backslash as two; other text stays as it is.
 */
final class StoredText {

    private static final char ESCAPE = '\\';
    private static final int DIGITS = 4;

    private StoredText() {}

    /** As it is to be written. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscaped(text, i)) {
                return escaped(text, i);
            }
        }
        return text;
    }

    /** The text that was written like this. */
    static String read(String stored) {
        int escape = stored.indexOf(ESCAPE);
        if (escape < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        int from = 0;
        while (escape >= 0) {
            text.append(stored, from, escape);
            if (stored.charAt(escape + 1) == ESCAPE) {
                text.append(ESCAPE);
                from = escape + 2;
            } else {
                from = escape + 1 + DIGITS;
                text.append((char) Integer.parseInt(stored, escape + 1, from, 16));
            }
            escape = stored.indexOf(ESCAPE, from);
        }
        return text.append(stored, from, stored.length()).toString();
    }

    private static String escaped(String text, int from) {
        StringBuilder stored = new StringBuilder(text.length() + DIGITS).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isEscaped(text, i)) {
                stored.append(c);
            } else if (c == ESCAPE) {
                stored.append(ESCAPE).append(ESCAPE);
            } else {
                stored.append(ESCAPE).append(String.format("%04x", (int) c));
            }
        }
        return stored.toString();
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
}
