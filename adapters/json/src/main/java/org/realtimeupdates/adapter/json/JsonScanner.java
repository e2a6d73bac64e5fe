package org.realtimeupdates.adapter.json;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text value by value, and watches the rules of [RTU-2]. A broken rule does not stop it: the rest of the text
 * is still JSON to be read. A text that is no JSON does, by an {@link InvalidJsonException}. Makes strings only of what
 * is asked for, and can be as deep in the text as the text is long. Belongs to one thread.
 */
public final class JsonScanner {

    /** The deepest level of a frame. */
    public static final int MAX_DEPTH = 32;
    /** The longest number, in characters. */
    public static final int MAX_NUMBER_LENGTH = 32;

    private static final int USUAL_DEPTH = 64;

    private final JsonLexer lexer = new JsonLexer();
    private final RuleWatch rules = new RuleWatch(lexer);
    private String text = "";
    /** By depth: whether it is an object there, not an array. */
    private boolean[] objects = new boolean[USUAL_DEPTH];

    private int depth;
    private boolean atFirst;

    /**
     * A scanner at the beginning of a text.
     *
     * @param text one JSON value, or what may be none
     */
    public JsonScanner(String text) {
        restart(text);
    }

    /** Goes to the beginning of another text; what was read before is forgotten. */
    public void restart(String text) {
        this.text = text;
        lexer.restart(text);
        rules.restart(text);
        depth = 0;
        atFirst = false;
        if (objects.length > USUAL_DEPTH) {
            objects = new boolean[USUAL_DEPTH];
        }
    }

    /** From here on depth is counted afresh, and no rule is broken yet: a frame begins. */
    public void startFrame() {
        rules.startFrame(0);
    }

    /** As at the beginning of a frame, but within it: what comes next stands so many levels deep. */
    public void startWithinFrame(int levels) {
        rules.startFrame(levels);
    }

    /** The first rule broken since the frame began; a lone surrogate is named after all others. */
    public Optional<String> brokenRule() {
        return rules.brokenRule();
    }

    /** Throws if a rule was broken since the frame began, other than by a lone surrogate. */
    public void requireRulesKept() {
        rules.requireKept();
    }

    /** Begins the next value: enters an object or array, reads any other. */
    public JsonToken next() {
        JsonToken token = lexer.value();
        switch (token) {
            case OBJECT, ARRAY -> enter(token);
            case STRING -> rules.string();
            case NUMBER -> rules.number();
            default -> {}
        }
        return token;
    }

    private void enter(JsonToken token) {
        depth++;
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth] = token == JsonToken.OBJECT;
        atFirst = true;
        rules.opened();
    }

    /**
     * Reads past exactly that text, which may be parts of what holds the next value: they are neither entered nor left,
     * and no key is noted.
     *
     * @return false if another text is there, which is not read past
     */
    public boolean passes(String expected) {
        return lexer.passes(expected);
    }

    /** Goes back to right after the beginning of the frame, an object that was begun at that offset. */
    public void restartFrame(int start) {
        lexer.goTo(start + 1);
        rules.restartFrame();
        atFirst = true;
    }

    /** Goes to the next key of the object; false at its end, which is read past. */
    public boolean nextKey() {
        if (isAtEnd('}')) {
            return false;
        }
        if (lexer.peek() != '"') {
            throw new InvalidJsonException();
        }
        lexer.string();
        rules.key();
        lexer.require(':');
        return true;
    }

    /** Goes to the next element of the array; false at its end, which is read past. */
    public boolean nextElement() {
        return !isAtEnd(']');
    }

    private boolean isAtEnd(char end) {
        if (lexer.peek() == end) {
            lexer.advance();
            rules.closed();
            depth--;
            atFirst = false;
            return true;
        }
        if (!atFirst) {
            lexer.require(',');
        }
        atFirst = false;
        return false;
    }

    /** What is known by the key just gone to, or the other. */
    public <V> V key(TextTable<V> known, V other) {
        V found = find(known);
        return found == null ? other : found;
    }

    /** Whether the key just gone to is this one. */
    public boolean isKey(String name) {
        return isContent(name);
    }

    private boolean isContent(String expected) {
        int from = lexer.contentStart();
        return lexer.isEscaped()
                ? string().equals(expected)
                : expected.length() == lexer.contentEnd() - from && text.startsWith(expected, from);
    }

    /** What is known by the string just begun; null for another value, which is not read past. */
    public <V> @Nullable V find(JsonToken token, TextTable<V> known) {
        return token == JsonToken.STRING ? find(known) : null;
    }

    private <V> @Nullable V find(TextTable<V> known) {
        if (lexer.isEscaped()) {
            String content = string();
            return known.find(content, 0, content.length());
        }
        return known.find(text, lexer.contentStart(), lexer.contentEnd());
    }

    /** How the next value begins. It is not read: whether it is one is told by {@link #next}. */
    public JsonToken peek() {
        return switch (lexer.peek()) {
            case '{' -> JsonToken.OBJECT;
            case '[' -> JsonToken.ARRAY;
            case '"' -> JsonToken.STRING;
            case 't' -> JsonToken.TRUE;
            case 'f' -> JsonToken.FALSE;
            case 'n' -> JsonToken.NULL;
            default -> JsonToken.NUMBER;
        };
    }

    /** A number that is the same for the same key, to find it by; not for one with escapes. */
    public int contentHash() {
        return TextTable.hash(text, lexer.contentStart(), lexer.contentEnd());
    }

    /** The text of the key just gone to, or of the string or number just read. */
    public String string() {
        return JsonStrings.content(text, lexer.contentStart(), lexer.contentEnd(), lexer.isEscaped());
    }

    /** Enters the next value if it is an object; reads past any other. */
    public boolean nextObject() {
        return next(JsonToken.OBJECT);
    }

    /** Enters the next value if it is an array; reads past any other. */
    public boolean nextArray() {
        return next(JsonToken.ARRAY);
    }

    /** Begins the next value; reads past it, and tells false, unless it begins like that. */
    private boolean next(JsonToken expected) {
        JsonToken token = next();
        if (token == expected) {
            return true;
        }
        skip(token);
        return false;
    }

    /** Reads the next value; null unless it is a string, and one without a lone surrogate. */
    @Nullable
    public String nextText() {
        return text(next());
    }

    /** As {@link #nextText()}, where one that is equal to the recent one is the same. */
    @Nullable
    public String nextText(String recent) {
        JsonToken token = next();
        return token == JsonToken.STRING && isContent(recent) ? recent : text(token);
    }

    /** Reads the rest of the value just begun; null unless it is a string without a lone surrogate. */
    @Nullable
    public String text(JsonToken token) {
        if (token != JsonToken.STRING) {
            skip(token);
            return null;
        }
        String value = string();
        return lexer.isLone() && Surrogates.isLoneIn(value) ? null : value;
    }

    /** Reads the next value; null unless it is a string with one of these texts. */
    public <V> @Nullable V nextOf(TextTable<V> known) {
        JsonToken token = next();
        skip(token);
        return find(token, known);
    }

    /** Reads the next value; null unless it is a boolean. */
    @Nullable
    public Boolean nextFlag() {
        JsonToken token = next();
        if (token == JsonToken.TRUE || token == JsonToken.FALSE) {
            return token == JsonToken.TRUE;
        }
        skip(token);
        return null;
    }

    /** Reads past the next value. */
    public void skipValue() {
        skip(next());
    }

    /** Reads past the rest of the value just begun. */
    public void skip(JsonToken token) {
        if (token != JsonToken.OBJECT && token != JsonToken.ARRAY) {
            return;
        }
        int outer = depth - 1;
        while (depth > outer) {
            if (objects[depth] ? nextKey() : nextElement()) {
                next();
            }
        }
    }

    /** The offset of the value begun last. */
    public int start() {
        return lexer.start();
    }

    /** The text from the offset to here, as it was sent. */
    public String textFrom(int from) {
        return text.substring(from, lexer.position());
    }

    /** Makes sure that nothing but white space follows. */
    public void end() {
        if (lexer.peek() != JsonLexer.END) {
            throw new InvalidJsonException();
        }
    }

    /** Makes sure that nothing but white space follows, and that every rule was kept. */
    public void endWithRulesKept() {
        end();
        brokenRule().ifPresent(rule -> {
            throw new BrokenRuleException(rule);
        });
    }
}
