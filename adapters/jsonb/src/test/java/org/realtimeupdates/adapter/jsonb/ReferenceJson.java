package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A slow and plain reader of RFC 8259, to compare with. Objects, arrays, strings and booleans are Java's; numbers text. */
final class ReferenceJson {

    /** A number, as it is written. */
    record Num(String text) {}

    /** Where the text is no JSON. */
    static final class SyntaxException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final String text;
    private int at;
    private boolean strict = true;

    private ReferenceJson(String text) {
        this.text = text;
    }

    /**
     * What a text holds.
     *
     * @param strict whether it keeps the rules of RTU-2
     */
    record Result(@Nullable Object value, boolean strict) {}

    static Result read(String text) {
        ReferenceJson reader = new ReferenceJson(text);
        Object value = reader.value(1);
        reader.space();
        if (reader.at < text.length()) {
            throw new SyntaxException();
        }
        return new Result(value, reader.strict && !isLone(text));
    }

    private static boolean isLone(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000);
    }

    private char peek() {
        if (at >= text.length()) {
            throw new SyntaxException();
        }
        return text.charAt(at);
    }

    private boolean skip(char c) {
        boolean here = peek() == c;
        at += here ? 1 : 0;
        return here;
    }

    private void expect(String literal) {
        if (!text.startsWith(literal, at)) {
            throw new SyntaxException();
        }
        at += literal.length();
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private @Nullable Object value(int depth) {
        space();
        char c = peek();
        if (c == '{' || c == '[') {
            strict &= depth <= 32;
            return c == '{' ? object(depth) : array(depth);
        }
        if (c == '"') {
            return string();
        }
        if (c == 't' || c == 'f') {
            expect(c == 't' ? "true" : "false");
            return c == 't';
        }
        if (c == 'n') {
            expect("null");
            return null;
        }
        return number();
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new HashMap<>();
        expect("{");
        space();
        if (skip('}')) {
            return members;
        }
        do {
            space();
            String key = string();
            space();
            expect(":");
            strict &= !members.containsKey(key);
            members.put(key, value(depth + 1));
            space();
        } while (skip(','));
        expect("}");
        return members;
    }

    private List<@Nullable Object> array(int depth) {
        List<@Nullable Object> elements = new ArrayList<>();
        expect("[");
        space();
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(value(depth + 1));
            space();
        } while (skip(','));
        expect("]");
        return elements;
    }

    private String string() {
        expect("\"");
        StringBuilder value = new StringBuilder();
        while (!skip('"')) {
            char c = peek();
            at++;
            if (c < ' ') {
                throw new SyntaxException();
            }
            value.append(c == '\\' ? escape() : c);
        }
        strict &= !isLone(value.toString());
        return value.toString();
    }

    private char escape() {
        char c = peek();
        at++;
        if (c == 'u') {
            String hex = text.substring(at, Math.min(at + 4, text.length()));
            if (!hex.matches("[0-9A-Fa-f]{4}")) {
                throw new SyntaxException();
            }
            at += 4;
            return (char) Integer.parseInt(hex, 16);
        }
        int known = "\"\\/bfnrt".indexOf(c);
        if (known < 0) {
            throw new SyntaxException();
        }
        return "\"\\/\b\f\n\r\t".charAt(known);
    }

    private Num number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new SyntaxException();
        }
        strict &= number.length() <= 32;
        return new Num(number);
    }
}
