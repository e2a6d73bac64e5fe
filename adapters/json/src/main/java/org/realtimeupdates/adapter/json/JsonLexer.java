package org.realtimeupdates.adapter.json;

/**
 * Reads the tokens of a JSON text by RFC 8259, without a copy of any. What the tokens make together is not its matter.
 * Throws {@link InvalidJsonException} where no token is. Belongs to one thread.
 */
final class JsonLexer {

    /** What {@link #peek} tells where nothing follows. */
    static final int END = -1;

    private static final int ESCAPE_LENGTH = 6;

    private String text = "";
    private int length;
    private boolean plain;
    private int position;
    private int start;
    private int contentStart;
    private int contentEnd;
    private boolean escaped;
    private boolean lone;

    /** Goes to the beginning of a text. */
    void restart(String text) {
        this.text = text;
        length = text.length();
        position = 0;
        plain = PlainText.is(text);
    }

    /** The offset right after what was read last; after {@link #peek} that of the character it told. */
    int position() {
        return position;
    }

    /** The offset of the value that {@link #value} read last. */
    int start() {
        return start;
    }

    /** The offset of the content of the string or number read last, without quotes. */
    int contentStart() {
        return contentStart;
    }

    /** The offset after that content. */
    int contentEnd() {
        return contentEnd;
    }

    /** Whether the string read last has escapes. */
    boolean isEscaped() {
        return escaped;
    }

    /** Whether the string read last holds half a surrogate pair, as it stands or as an escape. */
    boolean isLone() {
        return lone;
    }

    /** Reads past white space; tells the character that follows. */
    int peek() {
        while (position < length) {
            char c = text.charAt(position);
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c;
            }
            position++;
        }
        return END;
    }

    /** Goes to that offset. */
    void goTo(int offset) {
        position = offset;
    }

    /** Reads past exactly that text, which begins where the last token ended; false if another is there. */
    boolean passes(String expected) {
        boolean there = text.startsWith(expected, position);
        if (there) {
            position += expected.length();
        }
        return there;
    }

    /** Reads past the character that {@link #peek} told. */
    void advance() {
        position++;
    }

    /** Reads past white space and that character. */
    void require(char expected) {
        if (peek() != expected) {
            throw new InvalidJsonException();
        }
        position++;
    }

    /** Reads past white space and the value that follows; of an object or array past its first character. */
    JsonToken value() {
        int first = peek();
        start = position;
        return switch (first) {
            case '{' -> bracket(JsonToken.OBJECT);
            case '[' -> bracket(JsonToken.ARRAY);
            case '"' -> string();
            case 't' -> literal("true", JsonToken.TRUE);
            case 'f' -> literal("false", JsonToken.FALSE);
            case 'n' -> literal("null", JsonToken.NULL);
            default -> number();
        };
    }

    private JsonToken bracket(JsonToken token) {
        position++;
        return token;
    }

    private JsonToken literal(String word, JsonToken token) {
        if (!text.startsWith(word, position)) {
            throw new InvalidJsonException();
        }
        position += word.length();
        return token;
    }

    /** Reads the string that begins here. */
    JsonToken string() {
        escaped = false;
        lone = false;
        contentStart = position + 1;
        contentEnd = plain ? text.indexOf('"', contentStart) : endOfString();
        if (contentEnd < 0) {
            throw new InvalidJsonException();
        }
        position = contentEnd + 1;
        return JsonToken.STRING;
    }

    /** The offset of its quote; {@link #END} where it has none. */
    private int endOfString() {
        int i = contentStart;
        while (i < length) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\') {
                escaped = true;
                i = afterEscape(i);
            } else if (c < ' ') {
                throw new InvalidJsonException();
            } else if (Character.isSurrogate(c)) {
                i = afterSurrogate(i, c);
            } else {
                i++;
            }
        }
        return END;
    }

    private int afterSurrogate(int i, char c) {
        if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
            return i + 2;
        }
        lone = true;
        return i + 1;
    }

    private int afterEscape(int i) {
        int c = at(i + 1);
        if (c != 'u') {
            if (c == END || "\"\\/bfnrt".indexOf(c) < 0) {
                throw new InvalidJsonException();
            }
            return i + 2;
        }
        int next = i + ESCAPE_LENGTH;
        char unit = escapedUnit(i);
        if (!Character.isSurrogate(unit)) {
            return next;
        }
        if (text.startsWith("\\u", next) && Character.isSurrogatePair(unit, escapedUnit(next))) {
            return next + ESCAPE_LENGTH;
        }
        lone = true;
        return next;
    }

    private char escapedUnit(int i) {
        int unit = 0;
        for (int digit = i + 2; digit < i + ESCAPE_LENGTH; digit++) {
            unit = unit << 4 | hexValue(at(digit));
        }
        return (char) unit;
    }

    /** The value of the digit. Those of other alphabets, which Java would take too, have none. */
    private static int hexValue(int c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        if (c < 'A' || lower < 'a' || lower > 'f') {
            throw new InvalidJsonException();
        }
        return lower - 'a' + 10;
    }

    private JsonToken number() {
        contentStart = position;
        int i = at(position) == '-' ? position + 1 : position;
        i = at(i) == '0' ? i + 1 : afterDigits(i);
        if (at(i) == '.') {
            i = afterDigits(i + 1);
        }
        if (at(i) == 'e' || at(i) == 'E') {
            int sign = at(i + 1);
            i = afterDigits(sign == '+' || sign == '-' ? i + 2 : i + 1);
        }
        escaped = false;
        lone = false;
        contentEnd = i;
        position = i;
        return JsonToken.NUMBER;
    }

    private int afterDigits(int first) {
        int i = first;
        while (i < length && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        if (i == first) {
            throw new InvalidJsonException();
        }
        return i;
    }

    private int at(int i) {
        return i < length ? text.charAt(i) : END;
    }
}
