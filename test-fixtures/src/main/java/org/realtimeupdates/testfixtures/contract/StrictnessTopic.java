package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.domain.Update;

/** Which texts are refused, wherever in the frame it is: RTU-2. */
abstract class StrictnessTopic extends MessageCodecTopic {

    /** The frame's object, its payload, the payload of that, the entities and the entity. */
    private static final int LEVELS_AROUND_A_FIELD = 5;

    /** Texts of an update that hold the member, in every object of it. */
    private static List<String> updatesWith(String member) {
        return List.of(
                UPDATE.replaceFirst("\\{", "{" + quoted(member) + ","),
                UPDATE.replace("{\"ref\"", "{" + member + ",\"ref\""),
                UPDATE.replace("{\"type\"", "{" + member + ",\"type\""),
                UPDATE.replace("{\"id\":\"m1\"", "{\"id\":\"m1\"," + member),
                UPDATE.replace("{\"id\"", "{\"x\":[{" + member + "}],\"id\""),
                UPDATE.replace("\"m1\"}]}}}", "\"m1\"}]}}," + member + "}"));
    }

    private static String quoted(String replacement) {
        return replacement.replace("\\", "\\\\");
    }

    private void assertAccepted(String member) {
        for (String text : updatesWith(member)) {
            assertThat(fromServer(text)).as(text).isInstanceOf(Decoded.Frame.class);
        }
    }

    private void assertMalformed(String member) {
        for (String text : updatesWith(member)) {
            assertThat(malformed(fromServer(text)).text()).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("RTU-2: duplicate keys are malformed, compared after unescaping")
    void duplicateKeys() {
        assertMalformed("\"a\":1,\"a\":1");
        assertMalformed("\"a\":1,\"b\":{},\"\\u0061\":2");
        assertMalformed("\"\":1,\"\":1");
        assertMalformed("\"\\ud83d\\ude00\":1,\"\ud83d\ude00\":1");
        assertAccepted("\"a\":{\"a\":1},\"A\":1,\"b\":[{\"a\":1},{\"a\":1}]");
        malformed(fromServer(UPDATE.replace("\"id\":\"m1\"", "\"id\":\"m1\",\"\\u0069d\":\"m1\"")));
    }

    @Test
    @DisplayName("RTU-2: many keys of one object are compared too")
    void manyKeys() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            keys.append(",\"k").append(i).append("\":0");
        }
        String object = "\"x\":{" + keys.substring(1);

        assertAccepted(object + "}");
        assertMalformed(object + ",\"k17\":0}");
    }

    @Test
    @DisplayName("RTU-2: texts that are no JSON are malformed")
    void noJson() {
        for (String text : List.of(
                "",
                " ",
                "x",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{1:1}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[,1]}",
                "{\"a\":[}",
                "{\"a\":{]}",
                "/**/{}",
                "{}//",
                "nul",
                "\"")) {
            malformed(fromServer(text));
        }
        for (String value : List.of(
                "01",
                "-",
                "-01",
                "1.",
                ".5",
                "+1",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "-Infinity",
                "1_0",
                "True",
                "nulL",
                "undefined",
                "'a'",
                "\"\\x\"",
                "\"\\u00g0\"",
                "\"\\u12\"",
                "\"\\U0041\"",
                "\"a",
                "\"\t\"",
                "\"\n\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\u00a01",
                "\u20281",
                "\ufeff1",
                "\u000b1",
                "1,,\"b\":1")) {
            assertMalformed("\"x\":" + value);
        }
    }

    @Test
    @DisplayName("RTU-2: every value of RFC 8259 is accepted in an unknown field")
    void everyJsonValue() {
        for (String value : List.of(
                "0",
                "-0",
                "-0.0",
                "1E5",
                "1e+05",
                "1.50e-7",
                "true",
                "null",
                "[]",
                "{}",
                "\"\"",
                "\"\u007f\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\\uABcd\"",
                "\"\u2028\ufeff\"",
                "[[],[{}]]")) {
            assertAccepted("\"x\":" + value);
            assertAccepted(" \n\r\t\"x\" \n\r\t: \n\r\t" + value + " \n\r\t");
        }
    }

    @Test
    @DisplayName("RTU-2: text after the object is malformed, white space is not; neither is a byte order mark allowed")
    void textAround() {
        for (String after :
                List.of("x", "{}", UPDATE, ",", "]", "}", "\"", "0", "null", "\u0000", "\ufeff", "\u00a0")) {
            assertThat(malformed(fromServer(UPDATE + after)).text()).isEqualTo(UPDATE + after);
            malformed(fromServer(UPDATE + " " + after));
        }
        malformed(fromServer("\ufeff" + UPDATE));
        assertThat(fromServer(" \r\n\t" + UPDATE + " \r\n\t")).isInstanceOf(Decoded.Frame.class);
    }

    @Test
    @DisplayName("RTU-2: a message that is another value than an object is malformed")
    void noObject() {
        for (String text : List.of("null", "true", "0", "\"{}\"", "\"\"", "1e5")) {
            assertThat(malformed(fromServer(text)).text()).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("RTU-2: lone surrogates are malformed, as they stand and as escapes, in keys and in strings")
    void loneSurrogates() {
        for (String lone : List.of(
                "\ud83d",
                "\ude00",
                "\ude00\ud83d",
                "\ud83d\ud83d\ude00",
                "\\ud83d",
                "\\ude00",
                "\\uDE00\\uD83D",
                "\\ud83d\\ud83d\\ude00",
                "\\ud83d\\ude00\\ude00",
                "\\ud83d\ude00",
                "\ud83d" + "\\ude00",
                "\\ud83dx\\ude00",
                "\\ud83d\\\\ude00",
                "\\ud83d\\u0020\\ude00")) {
            assertMalformed("\"x\":\"" + lone + "\"");
            assertMalformed("\"x\":\"a" + lone + "b\"");
            assertMalformed("\"" + lone + "\":0");
        }
        for (String pair : List.of("\ud83d\ude00", "\\ud83d\\ude00", "\\uD83D\\uDE00", "\\\\ud83d", "\\\\\\\\ude00")) {
            assertAccepted("\"x\":\"" + pair + pair + "\"");
            assertAccepted("\"" + pair + "\":0");
        }
    }

    @Test
    @DisplayName("RTU-2: nesting of 32 levels is accepted, of 33 malformed; the frame's object is level 1")
    void depth() {
        for (String[] brackets : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
            assertThat(fromServer(entityWith(brackets, 32 - LEVELS_AROUND_A_FIELD)))
                    .isInstanceOf(Decoded.Frame.class);
            malformed(fromServer(entityWith(brackets, 33 - LEVELS_AROUND_A_FIELD)));
            malformed(fromServer(entityWith(brackets, 10_000)));
        }
    }

    private static String entityWith(String[] brackets, int levels) {
        String value = brackets[0].repeat(levels) + "1" + brackets[1].repeat(levels);
        return UPDATE.replace("\"id\":\"m1\"", "\"id\":\"m1\",\"x\":" + value);
    }

    @Test
    @DisplayName("RTU-2: siblings do not add to the depth")
    void siblingsAreNotDeeper() {
        assertAccepted("\"x\":[" + "[[]],".repeat(100) + "{}]");
    }

    @Test
    @DisplayName("RTU-2: a text of a million opening brackets is malformed, and does no harm")
    void depthBomb() {
        assertThat(malformed(fromServer("[".repeat(1 << 20))).text()).hasSize(1 << 20);
        malformed(fromServer("{\"a\":".repeat(1 << 18)));
        malformed(fromServer("[".repeat(1 << 19) + "]".repeat(1 << 19)));
    }

    @Test
    @DisplayName("RTU-2: a number of 32 characters is accepted, of 33 malformed")
    void numberLength() {
        for (String number :
                List.of("1" + "0".repeat(31), "-" + "9".repeat(31), "0." + "1".repeat(30), "1e+" + "9".repeat(29))) {
            assertThat(number).hasSize(32);
            assertAccepted("\"x\":" + number);
            assertAccepted("\"x\":[" + number + "]");
            assertMalformed("\"x\":" + number + "0");
            assertMalformed("\"x\":[1," + number + "0]");
        }
        assertMalformed("\"x\":1e" + "9".repeat(100_000));
    }

    @Test
    @DisplayName("RTU-2: a number of a huge value is passed on without being worked out")
    void hugeExponent() {
        String entities = "[{\"id\":\"m1\",\"x\":1e999999999,\"y\":-1E-999999999}]";
        Update update = (Update) payload(fromServer(UPDATE.replace("[{\"id\":\"m1\"}]", entities)));

        assertThat(update.payload()).hasFieldOrPropertyWithValue("json", entities);
    }
}
