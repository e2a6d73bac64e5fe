package org.realtimeupdates.adapter.jsonb;

/** Writes JSON strings. */
final class JsonStrings {

    private static final String HEX = "0123456789abcdef";

    private JsonStrings() {}

    /**
     * Appends the text as a JSON string: with the escapes that must be, and no others.
     *
     * @param field named when the text has no JSON [RTU-2]
     * @throws IllegalArgumentException for a lone surrogate
     */
    static void append(StringBuilder json, String field, String text) {
        if (Surrogates.isLoneIn(text)) {
            throw new IllegalArgumentException(field + ": a lone surrogate");
        }
        json.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(text, written, i);
                appendEscape(json, c);
                written = i + 1;
            }
        }
        json.append(text, written, text.length()).append('"');
    }

    private static void appendEscape(StringBuilder json, char c) {
        if (c < ' ') {
            json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
            json.append('\\').append(c);
        }
    }
}
