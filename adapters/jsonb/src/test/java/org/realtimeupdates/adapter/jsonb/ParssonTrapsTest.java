package org.realtimeupdates.adapter.jsonb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser.Event;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** What the codec relies on, or has to add to, in the parser it uses. */
class ParssonTrapsTest {

    /** The size of Parsson's first buffer. */
    private static final int BUFFER = 4096;

    @Test
    @DisplayName("offsets are exact wherever a token meets the end of the parser's buffer")
    void offsetsAtTheEndOfTheBuffer() {
        for (String token : new String[] {
            "12.5e3", "true", "\"\\u0041\\n\"", "\"\ud83d\ude00\"", "\"" + "y".repeat(3 * BUFFER) + "\"", "[1]", "{}"
        }) {
            for (int padding = BUFFER - 20; padding < BUFFER + 20; padding++) {
                assertOffset("[\"" + "x".repeat(padding) + "\",", token);
                assertOffset("[" + " ".repeat(padding), token);
                assertOffset("[\"\\n" + "x".repeat(padding) + "\" ,", token);
            }
        }
    }

    private static void assertOffset(String before, String token) {
        try (StrictParser in = new StrictParser(before + token + " ,7]")) {
            in.next();
            if (before.contains("\"")) {
                in.next();
            }
            Event event = in.next();
            in.skip(event);

            assertThat(in.offset()).isEqualTo(before.length() + token.length());
            assertThat(in.textFrom(before.length())).isEqualTo(token);
        }
    }

    @Test
    @DisplayName("RTU-3: a batch that ends right after a number is malformed, and nothing worse")
    void theTextEndsAfterANumber() {
        for (int padding : new int[] {0, 1, BUFFER - 2, BUFFER - 1, BUFFER}) {
            String text = "[" + " ".repeat(padding) + "7";

            List<Decoded> decoded = new JsonbMessageCodec().decode(text, Sender.CLIENT, Subprotocol.V1);

            assertThat(decoded)
                    .containsExactly(new Decoded.Malformed(text, "the message is not valid JSON", Optional.empty()));
        }
    }

    @Test
    @DisplayName("RTU-2: nesting is limited by nothing but the text")
    void anyDepth() {
        int depth = 1 << 19;
        try (StrictParser in = new StrictParser("[".repeat(depth) + "]".repeat(depth))) {
            in.skipValue();
            in.end();

            assertThat(in.brokenRule()).contains("nesting is deeper than 32");
        }
    }

    @Test
    @DisplayName("RTU-2: what follows the value is refused")
    void trailingText() {
        for (String after : new String[] {"1", "]", "x", "[]", ",", "\u0000"}) {
            try (StrictParser in = new StrictParser("[] " + after)) {
                in.skipValue();

                assertThatExceptionOfType(JsonException.class).as(after).isThrownBy(in::end);
            }
        }
    }

    @Test
    @DisplayName("an object or array of no interest is read past, and nothing more")
    void readingPast() {
        try (StrictParser in = new StrictParser("[[1,{\"a\":[]}],{\"b\":{\"c\":[[]]}},\"x\",2]")) {
            in.next();
            in.skipValue();
            in.skipValue();

            assertThat(in.nextText()).isEqualTo("x");
            assertThat(in.nextText()).isNull();
            assertThat(in.next()).isEqualTo(Event.END_ARRAY);
            in.end();
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
        try (StrictParser in = new StrictParser(wide.toString())) {
            in.skipValue();
            in.end();

            assertThat(in.brokenRule()).isEmpty();
        }
    }
}
