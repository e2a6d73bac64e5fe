package org.realtimeupdates.adapter.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** Many generated messages, against what went into them and against a reader that was written apart. */
class GeneratedMessagesTest {

    private final JsonbMessageCodec codec = new JsonbMessageCodec();

    private List<Decoded> decode(String text) {
        return codec.decode(text, Sender.SERVER, Subprotocol.V1);
    }

    @Test
    @DisplayName("RTU-6, RTU-10: frames and entities are the exact parts of the text, whatever is around them")
    void partsAreExact() {
        for (int seed = 0; seed < 3000; seed++) {
            JsonGenerator generator = new JsonGenerator(seed);
            List<String> entities = new ArrayList<>();
            List<String> frames = new ArrayList<>();
            for (int i = 0; i <= generator.below(5); i++) {
                entities.add(generator.entities());
                frames.add(generator.update("r" + i, entities.get(i)));
            }
            List<Decoded> decoded = decode(generator.space() + generator.join("[", frames, "]") + generator.space());

            assertThat(decoded).as("seed " + seed).hasSize(frames.size());
            for (int i = 0; i < frames.size(); i++) {
                assertExact(seed, decoded.get(i), frames.get(i), "r" + i, entities.get(i));
                assertExact(seed, decode(frames.get(i)).get(0), frames.get(i), "r" + i, entities.get(i));
            }
        }
    }

    private static void assertExact(int seed, Decoded decoded, String text, String ref, String entities) {
        assertThat(decoded).as("seed " + seed).isInstanceOf(Decoded.Frame.class);
        Decoded.Frame frame = (Decoded.Frame) decoded;
        Update update = (Update) frame.message().payload();
        RawEntities raw = (RawEntities) update.payload();
        assertThat(frame.text()).as("seed " + seed).isEqualTo(text);
        assertThat(update.ref()).isEqualTo(new Ref(ref));
        assertThat(raw.json()).as("seed " + seed).isEqualTo(entities);
        assertThat(raw.ids()).isEqualTo(ids(ReferenceJson.read(entities).value()));
    }

    private static List<String> ids(@Nullable Object entities) {
        List<String> ids = new ArrayList<>();
        for (Object entity : (List<?>) assertPresent(entities)) {
            ids.add((String) assertPresent(((Map<?, ?>) entity).get("id")));
        }
        return ids;
    }

    private static Object assertPresent(@Nullable Object value) {
        if (value == null) {
            throw new AssertionError("no value");
        }
        return value;
    }

    @Test
    @DisplayName("RTU-2: exactly the texts that keep every rule are frames")
    void sameJudgementAsTheReference() {
        int frames = 0;
        int malformed = 0;
        int noJson = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            JsonGenerator generator = new JsonGenerator(seed);
            String text = generator.update("r", generator.entities());
            for (int i = generator.below(3); i >= 0; i--) {
                text = generator.mutate(text);
            }
            List<Decoded> decoded = decode(text);
            Object expected = judge(text);

            if (decoded.get(0) instanceof Decoded.Malformed bad) {
                assertThat(expected).as("seed %d: %s", seed, text).isNotEqualTo(true);
                assertThat(bad.reason().equals("the message is not valid JSON"))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(expected.equals("no JSON"));
                malformed++;
                noJson += expected.equals("no JSON") ? 1 : 0;
            } else {
                assertThat(expected).as("seed %d: %s", seed, text).isEqualTo(true);
                frames++;
            }
        }
        assertThat(frames).isGreaterThan(500);
        assertThat(malformed - noJson).isGreaterThan(500);
        assertThat(noJson).isGreaterThan(500);
    }

    /** Whether the text is an update that keeps every rule, or "no JSON". */
    private static Object judge(String text) {
        ReferenceJson.Result result;
        try {
            result = ReferenceJson.read(text);
        } catch (ReferenceJson.SyntaxException e) {
            return "no JSON";
        }
        return result.strict() && result.value() instanceof Map<?, ?> frame && isUpdate(frame);
    }

    private static boolean isUpdate(Map<?, ?> frame) {
        return ("personal".equals(frame.get("account")) || "business".equals(frame.get("account")))
                && "update".equals(frame.get("type"))
                && frame.get("payload") instanceof Map<?, ?> payload
                && payload.get("ref") instanceof String ref
                && Ref.isValid(ref)
                && payload.get("silent") instanceof Boolean
                && payload.get("action") instanceof String
                && payload.get("payload") instanceof Map<?, ?> entityPayload
                && entityPayload.get("type") instanceof String
                && entityPayload.get("entities") instanceof List<?> entities
                && entities.stream()
                        .allMatch(entity -> entity instanceof Map<?, ?> map && map.get("id") instanceof String);
    }
}
