package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** Updates from a server: RTU-10, RTU-11, RTU-13, RTU-14, RTU-15. */
abstract class UpdateTopic extends MessageCodecTopic {

    private Update update(String field, String value) {
        return (Update) payload(fromServer(frame("update", updatePayload(field, value))));
    }

    @Test
    @DisplayName("RTU-10: an update is read under every subprotocol")
    void anUpdateIsRead() {
        for (Subprotocol subprotocol : Subprotocol.values()) {
            assertThat(payload(decodeOne(UPDATE, Sender.SERVER, subprotocol)))
                    .isEqualTo(new Update(
                            new Ref("r1"),
                            false,
                            Action.NEW,
                            new RawEntities("message", List.of("m1"), "[{\"id\":\"m1\"}]")));
        }
    }

    @Test
    @DisplayName("RTU-10: every action is read")
    void actionsAreRead() {
        assertThat(update("action", "\"new\"").action()).isEqualTo(Action.NEW);
        assertThat(update("action", "\"update\"").action()).isEqualTo(Action.UPDATE);
        assertThat(update("action", "\"delete\"").action()).isEqualTo(Action.DELETE);
    }

    @Test
    @DisplayName("RTU-13: silent is read")
    void silentIsRead() {
        assertThat(update("silent", "true").silent()).isTrue();
        assertThat(update("silent", "false").silent()).isFalse();
    }

    @Test
    @DisplayName("RTU-10: entities are passed on as they were sent, numbers unrounded")
    void entitiesStayAsTheyAre() {
        String entities = "[ {\"id\" : \"a\\\"]\\u0041\",\"n\":1.10e+5,\"big\":12345678901234567890.0}\n,\t"
                + "{\"z\":[\"]\",{\"id\":7}],\"\u00e9\ud83d\ude00\":\"\\ud83d\\ude00\",\"id\":\"\"} ]";
        Update update = update("payload", "{\"entities\": " + entities + " ,\"type\":\"message\"}");

        assertThat(update.payload()).isEqualTo(new RawEntities("message", List.of("a\"]A", ""), entities));
    }

    @Test
    @DisplayName("RTU-10: entities longer than any buffer are passed on as they were sent")
    void longEntities() {
        StringBuilder entities = new StringBuilder("[");
        for (int i = 0; i < 3000; i++) {
            entities.append("{\"id\":\"").append(i).append("\",\"text\":\"\\n\ud83d\ude00\u00e9 \\ud83d\\ude00\"},");
        }
        entities.append("{\"id\":\"").append("x".repeat(100_000)).append("\"}]");
        Update update = update("payload", "{\"type\":\"message\",\"entities\":" + entities + "}");

        assertThat(update.payload().ids()).hasSize(3001);
        assertThat(((RawEntities) update.payload()).json()).isEqualTo(entities.toString());
    }

    @Test
    @DisplayName(
            "RTU-10: a ref has 1 to 128 characters, those beyond U+FFFF counted once; RTU-11: it says nothing else")
    void refs() {
        for (String ref : List.of("x", "x".repeat(128), "\ud83d\ude00".repeat(128), " ")) {
            assertThat(update("ref", "\"" + ref + "\"").ref()).isEqualTo(new Ref(ref));
        }
        for (String ref : List.of("\"\"", "\"" + "x".repeat(129) + "\"", "\"" + "\ud83d\ude00".repeat(129) + "\"")) {
            malformed(fromServer(frame("update", updatePayload("ref", ref))));
        }
    }

    @Test
    @DisplayName("RTU-2: a missing or mistyped field of an update is malformed")
    void fieldsAreChecked() {
        for (String field : List.of("ref", "silent", "action", "payload")) {
            for (String wrong : List.of("", "null", "1", "[]", "[\"a\"]")) {
                Decoded decoded = fromServer(frame("update", updatePayload(field, wrong)));
                assertThat(malformed(decoded).reason()).contains("payload." + field);
            }
        }
        for (String wrong : List.of("true", "{}")) {
            malformed(fromServer(frame("update", updatePayload("ref", wrong))));
            malformed(fromServer(frame("update", updatePayload("action", wrong))));
        }
        for (String wrong : List.of("\"true\"", "0", "{}")) {
            malformed(fromServer(frame("update", updatePayload("silent", wrong))));
        }
    }

    @Test
    @DisplayName("RTU-10: type is a string, entities an array of objects with a string id each")
    void entityPayloadIsChecked() {
        for (String wrong : List.of(
                "{}",
                "{\"type\":\"message\"}",
                "{\"entities\":[]}",
                "{\"type\":null,\"entities\":[]}",
                "{\"type\":1,\"entities\":[]}",
                "{\"type\":\"message\",\"entities\":null}",
                "{\"type\":\"message\",\"entities\":{}}",
                "{\"type\":\"message\",\"entities\":{\"id\":\"a\"}}",
                "{\"type\":\"message\",\"entities\":\"[]\"}",
                "{\"type\":\"message\",\"entities\":[null]}",
                "{\"type\":\"message\",\"entities\":[\"a\"]}",
                "{\"type\":\"message\",\"entities\":[[]]}",
                "{\"type\":\"message\",\"entities\":[[{\"id\":\"a\"}]]}",
                "{\"type\":\"message\",\"entities\":[{}]}",
                "{\"type\":\"message\",\"entities\":[{\"Id\":\"a\"}]}",
                "{\"type\":\"message\",\"entities\":[{\"id\":1}]}",
                "{\"type\":\"message\",\"entities\":[{\"id\":null}]}",
                "{\"type\":\"message\",\"entities\":[{\"id\":[\"a\"]}]}",
                "{\"type\":\"message\",\"entities\":[{\"x\":{\"id\":\"a\"}}]}",
                "{\"type\":\"message\",\"entities\":[{\"id\":\"a\"},{}]}",
                "{\"type\":\"message\",\"entities\":[{},{\"id\":\"a\"}]}")) {
            malformed(fromServer(frame("update", updatePayload("payload", wrong))));
        }
    }

    @Test
    @DisplayName("RTU-14: an unknown action or type is not malformed")
    void unknownActionsAndTypes() {
        for (String name : List.of("archive", "NEW", "", "\u00e9")) {
            assertThat(update("action", "\"" + name + "\"").action()).isEqualTo(new Action(name));
            Update update = update("payload", "{\"type\":\"" + name + "\",\"entities\":[{\"id\":\"a\"}]}");
            assertThat(update.payload()).isEqualTo(new RawEntities(name, List.of("a"), "[{\"id\":\"a\"}]"));
        }
    }

    @Test
    @DisplayName("RTU-15: a reset has no entities")
    void reset() {
        assertThat(update("payload", "{\"type\":\"reset\",\"entities\":[]}").payload())
                .isEqualTo(new RawEntities("reset", List.of(), "[]"));
    }
}
