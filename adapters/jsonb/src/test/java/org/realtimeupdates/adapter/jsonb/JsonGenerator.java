package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes JSON texts that are valid, and as odd as may be. The same seed makes the same texts. */
final class JsonGenerator {

    private static final List<String> ATOMS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-0",
            "1e5",
            "-12.50E-3",
            "12345678901234567890.123456789",
            "\"\"",
            "[]",
            "{}");
    private static final List<String> STRING_PARTS = List.of(
            "a",
            "}",
            "]",
            ",",
            ":",
            "[{",
            "\\\"",
            "\\\\",
            "\\/",
            "\\n",
            "\\u0000",
            "\\u00e9",
            "\u00e9",
            "\u20ac",
            "\ud83d\ude00",
            "\\ud83d\\ude00",
            "\u2028",
            "\ufeff",
            " ",
            "'",
            "\u007f",
            "entities",
            "x".repeat(700));

    private final Random random;

    JsonGenerator(long seed) {
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(below(of.size()));
    }

    /** White space, mostly none. */
    String space() {
        return random.nextInt(4) == 0 ? one(List.of(" ", "\n", "\t", "\r", "\r\n", "  ", " ".repeat(300))) : "";
    }

    /** The inside of a string. */
    String characters() {
        StringBuilder json = new StringBuilder();
        for (int i = below(5); i > 0; i--) {
            json.append(one(STRING_PARTS));
        }
        return json.toString();
    }

    String string() {
        return '"' + characters() + '"';
    }

    String value(int depth) {
        int kind = below(depth > 0 ? 5 : 3);
        if (kind < 2) {
            return one(ATOMS);
        }
        if (kind == 2) {
            return string();
        }
        List<String> inner = new ArrayList<>();
        for (int i = below(4); i > 0; i--) {
            inner.add(
                    kind == 3
                            ? value(depth - 1)
                            : "\"k" + i + characters() + "\"" + space() + ":" + space() + value(depth - 1));
        }
        return kind == 3 ? join("[", inner, "]") : join("{", inner, "}");
    }

    /** An object of these members and unknown ones, in any order. */
    String object(String... members) {
        List<String> all = new ArrayList<>(List.of(members));
        for (int i = below(3); i > 0; i--) {
            all.add("\"x" + i + characters() + "\"" + space() + ":" + space() + value(4));
        }
        Collections.shuffle(all, random);
        return join("{", all, "}");
    }

    String join(String open, List<String> inner, String close) {
        StringBuilder json = new StringBuilder(open).append(space());
        for (int i = 0; i < inner.size(); i++) {
            json.append(i > 0 ? "," : "").append(space()).append(inner.get(i)).append(space());
        }
        return json.append(close).toString();
    }

    String member(String name, String value) {
        return "\"" + name + "\"" + space() + ":" + space() + value;
    }

    /** A valid update with that text as its entities. */
    String update(String ref, String entities) {
        String payload = object(member("type", string()), member("entities", entities));
        return object(
                member("account", one(List.of("\"personal\"", "\"business\""))),
                member("type", "\"update\""),
                member(
                        "payload",
                        object(
                                member("ref", '"' + ref + '"'),
                                member("silent", one(List.of("true", "false"))),
                                member("action", string()),
                                member("payload", payload))));
    }

    /** A valid array of entities. */
    String entities() {
        List<String> all = new ArrayList<>();
        for (int i = below(4); i > 0; i--) {
            all.add(object(member("id", string())));
        }
        return join("[", all, "]");
    }

    /** The text with one small fault, or none that matters. */
    String mutate(String text) {
        int at = below(text.length());
        String piece = one(List.of(
                "\"",
                "\\",
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "0",
                "1",
                "-",
                "e",
                ".",
                " ",
                "\u0000",
                "\ud800",
                "\\udc00",
                "null",
                "\"id\":1,",
                "\"ref\":\"r\",",
                "9".repeat(33),
                "[".repeat(40),
                "\u00a0"));
        return switch (below(4)) {
            case 0 -> text.substring(0, at) + piece + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + piece + text.substring(at + 1);
            default -> text.substring(0, at) + text.substring(at / 2);
        };
    }
}
