package org.realtimeupdates.adapter.jsonb;

/** Finds lone surrogates: halves of a character beyond U+FFFF without their other half [RTU-2]. */
final class Surrogates {

    private static final int ESCAPE_LENGTH = 6;

    private Surrogates() {}

    /** Whether the text holds one. */
    static boolean isLoneIn(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i, text.length())) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Whether that part of a text, which is valid JSON, holds one: as it stands or as an escape. */
    static boolean isLoneInJson(String json, int start, int end) {
        int i = start;
        while (i < end) {
            char c = json.charAt(i);
            if (c == '\\') {
                int length = escapeAt(json, i);
                if (length == 0) {
                    return true;
                }
                i += length;
            } else if (Character.isSurrogate(c)) {
                if (!isPairAt(json, i, end)) {
                    return true;
                }
                i += 2;
            } else {
                i++;
            }
        }
        return false;
    }

    private static boolean isPairAt(CharSequence text, int i, int end) {
        return i + 1 < end && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
    }

    /** The length of the escape, or of two that make a pair; 0 for a lone surrogate. */
    private static int escapeAt(String json, int i) {
        if (json.charAt(i + 1) != 'u') {
            return 2;
        }
        char escaped = escapedAt(json, i);
        if (!Character.isSurrogate(escaped)) {
            return ESCAPE_LENGTH;
        }
        int next = i + ESCAPE_LENGTH;
        boolean pair = json.startsWith("\\u", next) && Character.isSurrogatePair(escaped, escapedAt(json, next));
        return pair ? 2 * ESCAPE_LENGTH : 0;
    }

    private static char escapedAt(String json, int i) {
        return (char) Integer.parseInt(json, i + 2, i + ESCAPE_LENGTH, 16);
    }
}
