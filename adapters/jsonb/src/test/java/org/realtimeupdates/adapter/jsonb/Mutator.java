package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import java.util.SplittableRandom;

/** Changes texts: here and there, or by parts of others. The same seed makes the same texts. */
final class Mutator {

    private static final int MAX_LENGTH = 10_000;
    /** Just below the size of a parser's first buffer, so that tokens meet its end. */
    private static final int BUFFER = 4000;

    private static final String[] PIECES = {
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "0",
        "-",
        "+",
        "e",
        "E",
        ".",
        " ",
        "\n",
        "\t",
        "\f",
        "\u0000",
        "\u001f",
        "\u007f",
        "\u00a0",
        "\ufeff",
        "\u2028",
        "\ud83d",
        "\ude00",
        "\ud83d\ude00",
        "\\ud83d",
        "\\ude00",
        "\\u0000",
        "\\u0065",
        "\\/",
        "\\b",
        "\\x",
        "null",
        "true",
        "false",
        "NaN",
        "Infinity",
        "1e999999999",
        "-0",
        "01",
        "1.",
        ".5",
        "0x1",
        "1E+5",
        "9999999999",
        "2147483647",
        "2147483648",
        "/*x*/",
        "//x\n",
        "'a'",
        "{}",
        "[]",
        "\"\"",
        "\"personal\"",
        "\"business\"",
        "\"update\"",
        "\"reply\"",
        "\"command\"",
        "\"new\"",
        "\"processed\"",
        "\"rejected\"",
        "\"quarantined\"",
        "\"backlog\"",
        "\"caughtUp\"",
        "\"account\":",
        "\"type\":",
        "\"payload\":",
        "\"ref\":",
        "\"refs\":",
        "\"silent\":",
        "\"action\":",
        "\"entities\":",
        "\"id\":",
        "\"name\":",
        "\"arguments\":",
        "\"pending\":",
        "\"outcome\":",
        "\"reason\":",
        "\"sentAt\":",
        "\"acc\\u006funt\":",
        "\"2024-02-30T25:00:00Z\"",
        "\"2024-05-06T07:08:09.123456789Z\"",
        "\"-PT1S\"",
        "\"RED\"",
        "12345678901234567890123456789012",
        "123456789012345678901234567890123",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":"
    };

    private final SplittableRandom random;

    Mutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A text like one of these. */
    String next(List<String> pool) {
        StringBuilder text = new StringBuilder(pool.get(below(pool.size())));
        for (int i = below(1 + below(5)); i >= 0; i--) {
            change(text, pool);
        }
        if (below(512) == 0) {
            text.insert(below(text.length() + 1), " ".repeat(BUFFER + below(100)));
        }
        text.setLength(Math.min(text.length(), MAX_LENGTH));
        return text.toString();
    }

    private void change(StringBuilder text, List<String> pool) {
        int at = below(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + below(1 << below(8)));
        switch (below(8)) {
            case 0 -> text.insert(at, PIECES[below(PIECES.length)]);
            case 1 -> text.replace(at, end, PIECES[below(PIECES.length)]);
            case 2 -> text.delete(at, end);
            case 3 -> text.insert(below(text.length() + 1), text.substring(at, end));
            case 4 -> replaceChar(text, at, (char) below(128));
            case 5 -> replaceChar(text, at, (char) below(1 << 16));
            case 6 -> replaceValue(text, at);
            default -> splice(text, at, pool.get(below(pool.size())));
        }
    }

    private static void replaceChar(StringBuilder text, int at, char by) {
        if (at < text.length()) {
            text.setCharAt(at, by);
        }
    }

    /** What stands between the next colon and comma, so that the text stays JSON more often. */
    private void replaceValue(StringBuilder text, int at) {
        int colon = text.indexOf(":", at);
        int comma = text.indexOf(",", colon + 1);
        if (colon >= 0 && comma > 0) {
            text.replace(colon + 1, comma, PIECES[below(PIECES.length)]);
        }
    }

    private void splice(StringBuilder text, int at, String other) {
        int from = below(other.length() + 1);
        int to = Math.min(other.length(), from + below(64));
        text.insert(at, other, from, to);
    }
}
