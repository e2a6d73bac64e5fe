package org.realtimeupdates.adapter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts are JSON is compared with Jackson's by the fuzzers of {@code adapters/jsonb}. */
class JsonScannerTest {

    private static final TextTable<String> KEYS = TextTable.ofNames("a", "ab", "b", "key");

    private static Optional<String> brokenRule(String text) {
        JsonScanner in = new JsonScanner(text);
        in.skipValue();
        in.end();
        return in.brokenRule();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12.5e3", "-0", "true", "null", "\"\\u0041\\n\"", "\"\ud83d\ude00\"", "\"y\"", "[1,[]]", "{}"})
    @DisplayName("the text of a value is cut out as it was sent, whatever surrounds it")
    void textOfAValue(String value) {
        for (String before : new String[] {"[", "[ \t\r\n", "[\"x\\\\\",", "[{\"a\":[]} ,\n"}) {
            JsonScanner in = new JsonScanner(before + value + " ,7]");
            in.next();
            in.nextElement();
            if (before.contains(",")) {
                in.skipValue();
                in.nextElement();
            }
            JsonToken token = in.next();
            int start = in.start();
            in.skip(token);

            assertThat(in.textFrom(start)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[,1]",
                "[1,]",
                "[1 2]",
                "[",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{a:1}",
                "{\"a\":1 \"b\":2}",
                "{1:2}",
                "{\"a\"}",
                "[}",
                "{]",
                "01",
                "1.",
                ".5",
                "1e",
                "1e+",
                "-",
                "+1",
                "tru",
                "nul",
                "True",
                "",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u123g\"",
                "\"\\ud83d\\u\"",
                "\"\t\"",
                "\u0000",
                "'a'"
            })
    @DisplayName("RTU-2: a text that is no JSON is refused")
    void noJson(String text) {
        assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> brokenRule(text));
        assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> brokenRule("{\"x\":[" + text + "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "]", "x", "[]", ",", "\u0000"})
    @DisplayName("RTU-2: what follows the value is refused")
    void trailingText(String after) {
        assertThatExceptionOfType(InvalidJsonException.class).isThrownBy(() -> brokenRule("[] " + after));
    }

    @Test
    @DisplayName("RTU-2: nesting is limited by nothing but the text")
    void anyDepth() {
        int depth = 1 << 19;

        assertThat(brokenRule("[".repeat(depth) + "]".repeat(depth))).contains("nesting is deeper than 32");
        assertThat(brokenRule("{\"a\":".repeat(depth) + "1" + "}".repeat(depth)))
                .isPresent();
    }

    @Test
    @DisplayName("an object or array of no interest is read past, and nothing more")
    void readingPast() {
        JsonScanner in = new JsonScanner("[[1,{\"a\":[]}],{\"b\":{\"c\":[[]]}},\"x\",2]");
        in.next();
        in.nextElement();
        in.skipValue();
        in.nextElement();
        in.skipValue();

        assertThat(in.nextElement()).isTrue();
        assertThat(in.nextText()).isEqualTo("x");
        assertThat(in.nextElement()).isTrue();
        assertThat(in.nextText()).isNull();
        assertThat(in.nextElement()).isFalse();
        in.end();
    }

    @Test
    @DisplayName("keys are known by their text, escaped or not")
    void keys() {
        JsonScanner in = new JsonScanner("{\"ab\":1,\"\\u0061\":1,\"abc\":1,\"\":1,\"k\\u0065y\":1,\"b\":1}");
        List<String> found = new ArrayList<>();
        in.next();
        while (in.nextKey()) {
            found.add(in.key(KEYS, "-"));
            in.skipValue();
        }

        assertThat(found).containsExactly("ab", "a", "-", "-", "key", "b");
    }

    @Test
    @DisplayName(
            "RTU-2: a key that comes again is found in objects of every size, escaped or not, inside others or not")
    void duplicateKeys() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String inner = "{\"k0\":[{\"k0\":{}}],\"k1\":[]}";
            keys.append(i > 0 ? "," : "").append("\"k").append(i).append("\":").append(inner);
            String object = "{" + keys;

            assertThat(brokenRule(object + "}")).isEmpty();
            assertThat(brokenRule("[" + object + "}," + object + "}]")).isEmpty();
            assertThat(brokenRule(object + ",\"\\u006b\":1}")).isEmpty();
            for (String again : new String[] {"\"k" + i + "\"", "\"k0\"", "\"\\u006b0\""}) {
                assertThat(brokenRule(object + "," + again + ":1}")).contains("an object has the same key twice");
            }
        }
    }

    @Test
    @DisplayName("RTU-2: many objects with many keys cost no more than their text")
    void manyObjects() {
        StringBuilder wide = new StringBuilder("[{");
        for (int i = 0; i < 20_000; i++) {
            wide.append(i > 0 ? "," : "").append("\"k").append(i).append("\":0");
        }
        wide.append("}").append(",{\"k1\":{}}".repeat(50_000)).append("]");

        assertThat(brokenRule(wide.toString())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "x\ud83dx",
                "\\ud83d",
                "\\ude00",
                "\\ud83dx",
                "\\ud83d\\u0041",
                "\\ud83d\\ud83d\\ude00",
                "\ud83d" + "\\ude00",
                "\\ud83d\ude00",
                "\\ud83d\\n"
            })
    @DisplayName("RTU-2: a lone surrogate is found as it stands and as an escape")
    void loneSurrogates(String content) {
        assertThat(brokenRule("[\"" + content + "\"]")).contains("a lone surrogate");
        assertThat(brokenRule("{\"" + content + "\":1}")).contains("a lone surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d\ude00", "\\ud83d\\ude00", "\\uD83D\\uDE00x", "\\\\ud83d", "\\u0041\ud83d\ude00"})
    @DisplayName("RTU-2: a pair of surrogates is a character")
    void pairs(String content) {
        assertThat(brokenRule("{\"" + content + "\":\"" + content + "\"}")).isEmpty();
    }

    @Test
    @DisplayName("RTU-2: the rule broken first is named, a lone surrogate last")
    void theFirstRule() {
        String number = "1".repeat(33);

        assertThat(brokenRule("[\"\\ud83d\"," + number + ",{\"a\":1,\"a\":1}]"))
                .contains("a number is longer than 32 characters");
        assertThat(brokenRule("[{\"a\":1,\"a\":1}," + number + "]")).contains("an object has the same key twice");
        assertThat(brokenRule("[" + "1".repeat(32) + "]")).isEmpty();
    }
}
