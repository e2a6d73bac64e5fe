package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** Replies to updates and to commands: RTU-20, RTU-40. */
abstract class ReplyTopic extends MessageCodecTopic {

    private Payload v1(String payload) {
        return payload(fromClient(frame("reply", payload)));
    }

    private Payload bare(String payload) {
        return payload(decodeOne(frame("reply", payload), Sender.CLIENT, Subprotocol.BARE));
    }

    private static UpdateReply processed(String... refs) {
        return new UpdateReply(List.of(refs).stream().map(Ref::new).toList(), UpdateOutcome.PROCESSED);
    }

    @Test
    @DisplayName("RTU-20: a reply names one update")
    void oneRef() {
        assertThat(v1("{\"ref\":\"r1\"}")).isEqualTo(processed("r1"));
        assertThat(bare("{\"ref\":\"r1\"}")).isEqualTo(processed("r1"));
    }

    @Test
    @DisplayName("RTU-20: under v1, refs win over ref")
    void refsWin() {
        assertThat(v1("{\"refs\":[\"r1\",\"r2\"]}")).isEqualTo(processed("r1", "r2"));
        assertThat(v1("{\"ref\":\"r3\",\"refs\":[\"r1\" , \"\\u0072\"]}")).isEqualTo(processed("r1", "r"));
        assertThat(v1("{\"refs\":[\"r1\"],\"ref\":\"r3\"}")).isEqualTo(processed("r1"));
    }

    @Test
    @DisplayName("RTU-20: under v1, there are 1 to 1000 valid refs")
    void refsAreChecked() {
        String thousand = String.join(",", Collections.nCopies(1000, "\"r\""));
        assertThat(((UpdateReply) v1("{\"refs\":[" + thousand + "]}")).refs()).hasSize(1000);
        for (String refs : List.of(
                "[]",
                "null",
                "\"r1\"",
                "{}",
                "[1]",
                "[null]",
                "[[\"r1\"]]",
                "[\"\"]",
                "[\"r1\",{}]",
                "[\"" + "x".repeat(129) + "\"]",
                "[" + thousand + ",\"r\"]")) {
            malformed(fromClient(frame("reply", "{\"refs\":" + refs + "}")));
            malformed(fromClient(frame("reply", "{\"ref\":\"r1\",\"refs\":" + refs + "}")));
        }
    }

    @Test
    @DisplayName("RTU-20: a reply without a valid ref is malformed, also where refs win")
    void refIsChecked() {
        malformed(fromClient(frame("reply", "{}")));
        for (String ref : List.of("null", "1", "\"\"", "[\"r1\"]", "\"" + "x".repeat(129) + "\"")) {
            malformed(fromClient(frame("reply", "{\"ref\":" + ref + "}")));
            malformed(fromClient(frame("reply", "{\"refs\":[\"r1\"],\"ref\":" + ref + "}")));
            malformed(decodeOne(frame("reply", "{\"ref\":" + ref + "}"), Sender.CLIENT, Subprotocol.BARE));
        }
        malformed(decodeOne(frame("reply", "{\"refs\":[\"r1\"]}"), Sender.CLIENT, Subprotocol.BARE));
    }

    @Test
    @DisplayName("RTU-20: under v1, a reply tells the outcome; processed is the default")
    void outcomes() {
        for (UpdateOutcome outcome : UpdateOutcome.values()) {
            assertThat(v1("{\"ref\":\"r1\",\"outcome\":\"" + outcome.wireName() + "\"}"))
                    .isEqualTo(new UpdateReply(List.of(new Ref("r1")), outcome));
        }
        for (String outcome : List.of("\"rejected\"", "\"\"", "\"Processed\"", "null", "1", "[]")) {
            malformed(fromClient(frame("reply", "{\"ref\":\"r1\",\"outcome\":" + outcome + "}")));
        }
    }

    @Test
    @DisplayName("RTU-20: without v1, refs and outcome are unknown fields")
    void bareRepliesHaveARefOnly() {
        for (String other : List.of(
                "\"refs\":[\"r2\"]", "\"refs\":null", "\"refs\":[]", "\"outcome\":\"quarantined\"", "\"outcome\":7")) {
            assertThat(bare("{" + other + ",\"ref\":\"r1\"}")).isEqualTo(processed("r1"));
        }
        malformed(decodeOne(
                frame("reply", "{\"ref\":\"r1\",\"refs\":{\"a\":1,\"a\":1}}"), Sender.CLIENT, Subprotocol.BARE));
    }

    @Test
    @DisplayName("RTU-40: a server replies to commands")
    void commandReplies() {
        assertThat(payload(fromServer(frame("reply", "{\"ref\":\"c1\",\"outcome\":\"processed\"}"))))
                .isEqualTo(new CommandReply(new Ref("c1"), CommandOutcome.processed()));
        assertThat(payload(fromServer(frame("reply", "{\"outcome\":\"rejected\",\"ref\":\"c1\",\"reason\":\"no\"}"))))
                .isEqualTo(new CommandReply(new Ref("c1"), CommandOutcome.rejected("no")));
        assertThat(payload(fromServer(frame("reply", "{\"ref\":\"c1\",\"outcome\":\"rejected\",\"refs\":7}"))))
                .isEqualTo(new CommandReply(new Ref("c1"), CommandOutcome.rejected("")));
    }

    @Test
    @DisplayName("RTU-40: a reply to a command without ref or outcome, or with others, is malformed")
    void commandRepliesAreChecked() {
        for (String payload : List.of(
                "{}",
                "{\"ref\":\"c1\"}",
                "{\"outcome\":\"processed\"}",
                "{\"refs\":[\"c1\"],\"outcome\":\"processed\"}",
                "{\"ref\":\"\",\"outcome\":\"processed\"}",
                "{\"ref\":\"c1\",\"outcome\":\"quarantined\"}",
                "{\"ref\":\"c1\",\"outcome\":null}",
                "{\"ref\":\"c1\",\"outcome\":\"rejected\",\"reason\":null}",
                "{\"ref\":\"c1\",\"outcome\":\"processed\",\"reason\":7}")) {
            malformed(fromServer(frame("reply", payload)));
        }
    }
}
