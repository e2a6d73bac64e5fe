package org.realtimeupdates.adapter.json;

/** Writes the content of JSON strings, and reads it. */
public final class JsonStrings {

    private static final String HEX = "0123456789abcdef";

    /** Shorter ones are looked at sooner character by character. */
    private static final int LONG = 32;

    private JsonStrings() {}

    /**
     * The text as it stands between the quotes of a JSON string: with the escapes that must be, and no others.
     *
     * @param field named when the text has no JSON [RTU-2]
     * @throws IllegalArgumentException for a lone surrogate
     */
    public static String escaped(String field, String text) {
        int length = text.length();
        if (length >= LONG && PlainText.is(text) && text.indexOf('"') < 0) {
            return text;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return withEscapes(field, text);
            }
        }
        return text;
    }

    private static String withEscapes(String field, String text) {
        if (Surrogates.isLoneIn(text)) {
            throw new IllegalArgumentException(field + ": a lone surrogate");
        }
        StringBuilder json = new StringBuilder(text.length() + 16);
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(text, written, i);
                appendEscape(json, c);
                written = i + 1;
            }
        }
        return json.append(text, written, text.length()).toString();
    }

    private static void appendEscape(StringBuilder json, char c) {
        if (c < ' ') {
            json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
        } else {
            json.append('\\').append(c);
        }
    }

    /**
     * The text that a part of a JSON text stands for: the content of a string, or a number.
     *
     * @param escaped whether there are escapes in it
     */
    static String content(String json, int start, int end, boolean escaped) {
        return escaped ? withoutEscapes(json, start, end) : json.substring(start, end);
    }

    private static String withoutEscapes(String json, int start, int end) {
        StringBuilder content = new StringBuilder(end - start);
        int i = start;
        while (i < end) {
            int escape = json.indexOf('\\', i);
            if (escape < 0 || escape >= end) {
                return content.append(json, i, end).toString();
            }
            content.append(json, i, escape);
            char kind = json.charAt(escape + 1);
            if (kind == 'u') {
                content.append((char) Integer.parseInt(json, escape + 2, escape + 6, 16));
                i = escape + 6;
            } else {
                content.append(named(kind));
                i = escape + 2;
            }
        }
        return content.toString();
    }

    private static char named(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }
}
