package org.realtimeupdates.adapter.jsonb;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON text event by event and watches the rules of [RTU-2] on duplicate keys, depth and length of numbers. A
 * broken rule does not stop it: the rest of the text is still JSON to be read. A text that is no JSON does, by a
 * {@link jakarta.json.JsonException}. Belongs to one thread.
 */
final class StrictParser implements AutoCloseable {

    static final int MAX_DEPTH = 32;
    static final int MAX_NUMBER_LENGTH = 32;

    /** Parsson keeps its nesting on the heap, so that a text can be as deep as it is long. */
    private static final JsonParserFactory FACTORY =
            Json.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", Integer.MAX_VALUE));

    private final String text;
    private final JsonParser parser;
    private final List<Set<String>> keys = new ArrayList<>(Collections.nCopies(MAX_DEPTH + 1, Set.of()));
    private int depth;
    private int outerDepth;
    private String key = "";
    private @Nullable String brokenRule;

    StrictParser(String text) {
        this.text = text;
        this.parser = FACTORY.createParser(new StringReader(text));
    }

    /** From here on depth is counted afresh, and no rule is broken yet: a frame begins. */
    void startFrame() {
        outerDepth = depth;
        brokenRule = null;
    }

    /** The first rule broken since the frame began. */
    Optional<String> brokenRule() {
        return Optional.ofNullable(brokenRule);
    }

    /** Throws if a rule was broken since the frame began. */
    void requireRulesKept() {
        if (brokenRule != null) {
            throw new BrokenRuleException(brokenRule);
        }
    }

    Event next() {
        Event event = parser.next();
        switch (event) {
            case START_OBJECT, START_ARRAY -> open();
            case END_OBJECT, END_ARRAY -> depth--;
            case KEY_NAME -> noteKey();
            case VALUE_NUMBER -> checkNumber();
            default -> {}
        }
        return event;
    }

    private void open() {
        depth++;
        if (level() > MAX_DEPTH) {
            broken("nesting is deeper than " + MAX_DEPTH);
        } else {
            keys.set(level(), new HashSet<>());
        }
    }

    private void noteKey() {
        key = parser.getString();
        if (level() <= MAX_DEPTH && !keys.get(level()).add(key)) {
            broken("an object has the same key twice");
        }
    }

    private void checkNumber() {
        if (parser.getString().length() > MAX_NUMBER_LENGTH) {
            broken("a number is longer than " + MAX_NUMBER_LENGTH + " characters");
        }
    }

    private int level() {
        return depth - outerDepth;
    }

    private void broken(String rule) {
        if (brokenRule == null) {
            brokenRule = rule;
        }
    }

    /** Goes to the next key of the object; false at its end. */
    boolean nextKey() {
        return next() == Event.KEY_NAME;
    }

    /** The key gone to last. */
    String key() {
        return key;
    }

    /** The text of the string or number just read. */
    String string() {
        return parser.getString();
    }

    /** Enters the next value if it is an object; reads past any other. */
    boolean nextObject() {
        return enter(Event.START_OBJECT);
    }

    /** Enters the next value if it is an array; reads past any other. */
    boolean nextArray() {
        return enter(Event.START_ARRAY);
    }

    private boolean enter(Event start) {
        Event event = next();
        if (event == start) {
            return true;
        }
        skip(event);
        return false;
    }

    /** Reads the next value; null unless it is a string, and one without a lone surrogate. */
    @Nullable
    String nextText() {
        return text(next());
    }

    /** Reads the rest of the value that the event began; null unless it is a string without a lone surrogate. */
    @Nullable
    String text(Event event) {
        if (event != Event.VALUE_STRING) {
            skip(event);
            return null;
        }
        String value = parser.getString();
        return Surrogates.isLoneIn(value) ? null : value;
    }

    /** Reads the next value; null unless it is a boolean. */
    @Nullable
    Boolean nextFlag() {
        Event event = next();
        if (event == Event.VALUE_TRUE || event == Event.VALUE_FALSE) {
            return event == Event.VALUE_TRUE;
        }
        skip(event);
        return null;
    }

    /** Reads the next value; null unless it is a whole number from 0 to the greatest int, written in digits only. */
    @Nullable
    Integer nextCount() {
        Event event = next();
        if (event == Event.VALUE_NUMBER && parser.getString().matches("\\d{1,10}")) {
            long count = Long.parseLong(parser.getString());
            return count <= Integer.MAX_VALUE ? (int) count : null;
        }
        skip(event);
        return null;
    }

    /** Reads past the next value. */
    void skipValue() {
        skip(next());
    }

    /** Reads past the rest of the value that the event began. */
    void skip(Event event) {
        if (event == Event.START_OBJECT || event == Event.START_ARRAY) {
            leave();
        }
    }

    /** Reads past the end of the object or array just entered. */
    void leave() {
        int inner = depth;
        while (depth >= inner) {
            next();
        }
    }

    /** The offset in the text right after what was read last. */
    int offset() {
        // Parsson counts a text twice that ends right after a number.
        return (int) Math.min(parser.getLocation().getStreamOffset(), text.length());
    }

    /** The text from the offset to here, as it was sent. */
    String textFrom(int start) {
        return text.substring(start, offset());
    }

    /** Makes sure that nothing but white space follows. */
    void end() {
        if (parser.hasNext()) {
            throw new IllegalStateException("the value has not been read whole");
        }
    }

    @Override
    public void close() {
        parser.close();
    }
}
