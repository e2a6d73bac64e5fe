package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Decoded.PoisonUpdate;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** What can be told of a malformed update: RTU-3. */
abstract class PoisonUpdateTopic extends MessageCodecTopic {

    private Optional<PoisonUpdate> poison(String text) {
        Decoded.Malformed malformed = malformed(fromServer(text));
        assertThat(malformed.text()).isEqualTo(text);
        return malformed.update();
    }

    private static PoisonUpdate poisonUpdate(String type, String... ids) {
        return new PoisonUpdate(AccountType.PERSONAL, new Ref("r1"), type, List.of(ids));
    }

    @Test
    @DisplayName("RTU-3: a malformed update of valid account, type and ref is a poison update")
    void whatCanBeTold() {
        for (String text : List.of(
                UPDATE.replace("\"silent\":false,", ""),
                UPDATE.replace("false", "null"),
                UPDATE.replace("\"new\"", "1"),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":" + "9".repeat(33)),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":" + "[".repeat(1000) + "]".repeat(1000)),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":\"\\ud800\""),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":\"\ud800\""),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":1,\"x\":1"),
                UPDATE.replace("\"new\"", "\"new\",\"action\":\"new\""))) {
            assertThat(poison(text)).as(text).contains(poisonUpdate("message", "m1"));
        }
    }

    @Test
    @DisplayName("RTU-3: its type and ids are told as far as they are readable")
    void typeAndIdsAsFarAsReadable() {
        assertThat(poison(frame("update", "{\"ref\":\"r1\"}"))).contains(poisonUpdate(""));
        assertThat(poison(frame("update", "{\"ref\":\"r1\",\"payload\":[]}"))).contains(poisonUpdate(""));
        assertThat(poison(frame("update", "{\"ref\":\"r1\",\"payload\":{\"type\":7,\"entities\":7}}")))
                .contains(poisonUpdate(""));
        assertThat(poison(frame("update", "{\"payload\":{\"type\":\"group\"},\"ref\":\"r1\"}")))
                .contains(poisonUpdate("group"));
        assertThat(poison(frame(
                        "update",
                        "{\"ref\":\"r1\",\"payload\":{\"type\":\"group\",\"entities\":"
                                + "[{\"id\":\"a\"},{\"id\":7},7,{},{\"id\":\"\\ud800\"},[],{\"id\":\"b\"}]}}")))
                .contains(poisonUpdate("group", "a", "b"));
    }

    @Test
    @DisplayName("RTU-3: no valid JSON is no poison update")
    void noJsonIsNoPoison() {
        for (String text :
                List.of(UPDATE + "x", UPDATE.substring(0, UPDATE.length() - 1), UPDATE.replace("false", "False"))) {
            assertThat(poison(text)).as(text).isEmpty();
        }
    }

    @Test
    @DisplayName("RTU-3: account, type and ref must be valid")
    void accountTypeAndRefMustBeValid() {
        for (String text : List.of(
                UPDATE.replace("personal", "private"),
                UPDATE.replace("\"personal\"", "null"),
                UPDATE.replace("\"account\":\"personal\",", ""),
                UPDATE.replace("\"update\"", "\"hello\""),
                UPDATE.replace("\"r1\"", "null"),
                UPDATE.replace("\"r1\"", "\"\""),
                UPDATE.replace("r1", "x".repeat(129)),
                UPDATE.replace("r1", "\\ud800"),
                UPDATE.replace("\"ref\":\"r1\",", ""),
                frame("update", "7"))) {
            assertThat(poison(text)).as(text).isEmpty();
        }
    }

    @Test
    @DisplayName("RTU-3: account, type and ref must occur once, compared after unescaping")
    void accountTypeAndRefMustOccurOnce() {
        for (String text : List.of(
                UPDATE.replace("\"r1\"", "\"r1\",\"ref\":\"r1\""),
                UPDATE.replace("\"r1\"", "\"r1\",\"\\u0072ef\":\"r2\""),
                UPDATE.replace("\"r1\"", "\"r1\",\"ref\":null"),
                UPDATE.replace("\"personal\"", "\"personal\",\"account\":\"personal\""),
                UPDATE.replace("\"personal\"", "\"personal\",\"account\":7"),
                UPDATE.replace("\"update\"", "\"update\",\"type\":\"update\""),
                UPDATE.replace("\"update\"", "\"update\",\"payload\":{\"ref\":\"r2\"}"))) {
            assertThat(poison(text)).as(text).isEmpty();
        }
    }

    @Test
    @DisplayName("RTU-3: fields of that name elsewhere do not count")
    void fieldsElsewhereDoNotCount() {
        String text = UPDATE.replace("\"id\"", "\"ref\":1,\"account\":2,\"type\":3,\"id\"")
                .replace("false", "0");

        assertThat(poison(text)).contains(poisonUpdate("message", "m1"));
    }

    @Test
    @DisplayName("RTU-3: other messages, and what a client sends, are never poison updates")
    void onlyUpdatesOfServers() {
        assertThat(poison(frame("reply", "{\"ref\":\"r1\"}"))).isEmpty();
        assertThat(poison(frame("command", "{\"ref\":\"r1\"}"))).isEmpty();
        String reply = frame("reply", "{\"ref\":\"r1\",\"outcome\":1}");
        assertThat(malformed(decodeOne(reply, Sender.CLIENT, Subprotocol.V1)).update())
                .isEmpty();
    }

    @Test
    @DisplayName("RTU-3: an element of an array may be a poison update")
    void elementsMayBePoison() {
        String bad = UPDATE.replace("false", "0");
        List<Decoded> decoded = codec().decode("[" + UPDATE + "," + bad + "]", Sender.SERVER, Subprotocol.V1);

        assertThat(malformed(decoded.get(1)).update()).contains(poisonUpdate("message", "m1"));
    }
}
