package org.realtimeupdates.adapter.jsonb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** JSON text as values, read by Jackson: another parser to compare with. Keys that come twice are there twice. */
final class JsonTree {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser in;
    /** The objects and arrays that are open, the innermost last: nesting may be as deep as the text is long. */
    private final Deque<Open> open = new ArrayDeque<>();

    private JsonTree(JsonParser in) {
        this.in = in;
    }

    /** A value. */
    sealed interface Node {}

    /** Members in order; the object is the text from start to end. */
    record Obj(List<Member> members, int start, int end) implements Node {

        /** The values of that key. */
        List<Node> all(String key) {
            List<Node> found = new ArrayList<>(1);
            for (Member member : members) {
                if (member.key().equals(key)) {
                    found.add(member.value());
                }
            }
            return found;
        }
    }

    record Member(String key, Node value) {}

    /** Elements in order; the array is the text from start to end. */
    record Arr(List<Node> elements, int start, int end) implements Node {}

    record Str(String text) implements Node {}

    /** A number as it is written. */
    record Num(String text) implements Node {}

    record Bool(boolean is) implements Node {}

    record Null() implements Node {}

    /** An object or an array whose end was not read yet. */
    private record Open(boolean object, int start, List<String> keys, List<Node> values) {

        Node closed(int end) {
            if (!object) {
                return new Arr(values, start, end);
            }
            List<Member> members = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                members.add(new Member(keys.get(i), values.get(i)));
            }
            return new Obj(members, start, end);
        }
    }

    /** The one value of a text; empty when it is no JSON. */
    static Optional<Node> read(String text) {
        if (hasOddEscape(text)) {
            return Optional.empty();
        }
        try (JsonParser in = JACKSON.createParser(text)) {
            return new JsonTree(in).read();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson takes any character whose lower byte is a hex digit for that digit. */
    private static boolean hasOddEscape(String text) {
        for (int i = text.indexOf('\\'); i >= 0; i = text.indexOf('\\', i + 2)) {
            int end = text.startsWith("u", i + 1) ? Math.min(text.length(), i + 6) : 0;
            for (int digit = i + 2; digit < end; digit++) {
                if (text.charAt(digit) > 127) {
                    return true;
                }
            }
        }
        return false;
    }

    private Optional<Node> read() throws IOException {
        Optional<Node> read = Optional.empty();
        for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
            if (read.isPresent()) {
                return Optional.empty();
            }
            Optional<Node> value = value(token);
            if (value.isPresent() && open.isEmpty()) {
                read = value;
            } else if (value.isPresent()) {
                open.getLast().values().add(value.get());
            }
        }
        return read;
    }

    /** The value that the token ends; empty where it ends none. */
    private Optional<Node> value(JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT, START_ARRAY -> {
                int start = (int) in.currentTokenLocation().getCharOffset();
                open.add(new Open(token == JsonToken.START_OBJECT, start, new ArrayList<>(), new ArrayList<>()));
                yield Optional.empty();
            }
            case FIELD_NAME -> {
                open.getLast().keys().add(in.currentName());
                yield Optional.empty();
            }
            case END_OBJECT, END_ARRAY ->
                Optional.of(open.removeLast().closed((int) in.currentLocation().getCharOffset()));
            case VALUE_STRING -> Optional.of(new Str(in.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Optional.of(new Num(in.getText()));
            case VALUE_TRUE -> Optional.of(new Bool(true));
            case VALUE_FALSE -> Optional.of(new Bool(false));
            case VALUE_NULL -> Optional.of(new Null());
            default -> throw new IllegalStateException("no JSON has " + token);
        };
    }
}
