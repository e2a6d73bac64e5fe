package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.port.transport.Utf8;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.domain.UpdateReply;

/** How frames are written: RTU-1, RTU-10, RTU-20, RTU-35, RTU-40. */
abstract class EncodingTopic extends MessageCodecTopic {

    private static final RawEntities ENTITIES = new RawEntities("message", List.of("m1"), "[{\"id\":\"m1\"}]");

    private String encode(Payload payload, Subprotocol subprotocol) {
        return codec().encode(new SocketMessage(AccountType.PERSONAL, payload), subprotocol);
    }

    private void assertUnwritable(Payload payload, Subprotocol subprotocol) {
        assertThatIllegalArgumentException().isThrownBy(() -> encode(payload, subprotocol));
    }

    @Test
    @DisplayName("RTU-10: an update is written compactly, its entities as they are")
    void update() {
        Update update = new Update(new Ref("r1"), false, Action.NEW, ENTITIES);
        for (Subprotocol subprotocol : Subprotocol.values()) {
            assertThat(encode(update, subprotocol)).isEqualTo(UPDATE);
        }
        String entities = "[ {\"id\":\"\\u0041\",\"n\":1.00} ]";
        assertThat(encode(
                        new Update(new Ref("r"), true, new Action("x"), new RawEntities("t", List.of("A"), entities)),
                        Subprotocol.V1))
                .isEqualTo(frame(
                        "update",
                        "{\"ref\":\"r\",\"silent\":true,\"action\":\"x\",\"payload\":{\"type\":\"t\",\"entities\":"
                                + entities + "}}"));
    }

    @Test
    @DisplayName("RTU-1: the account is written")
    void account() {
        String text = codec().encode(
                        new SocketMessage(AccountType.BUSINESS, UpdateReply.processed(new Ref("r1"))), Subprotocol.V1);

        assertThat(text).isEqualTo(REPLY.replace("personal", "business"));
    }

    @Test
    @DisplayName("entities must have become text before")
    void entitiesAsObjects() {
        Entities<Group> entities = Entities.of(EntityTypes.GROUP, new Group("g1", null));

        assertUnwritable(new Update(new Ref("r1"), false, Action.NEW, entities), Subprotocol.V1);
    }

    @Test
    @DisplayName("RTU-20: a reply of one ref is the same everywhere")
    void replyOfOne() {
        for (Subprotocol subprotocol : Subprotocol.values()) {
            assertThat(encode(UpdateReply.processed(new Ref("r1")), subprotocol))
                    .isEqualTo(REPLY);
        }
    }

    @Test
    @DisplayName("RTU-20: several refs need v1")
    void replyOfSeveral() {
        UpdateReply reply = new UpdateReply(List.of(new Ref("r1"), new Ref("r2")), UpdateOutcome.PROCESSED);

        assertThat(encode(reply, Subprotocol.V1)).isEqualTo(frame("reply", "{\"refs\":[\"r1\",\"r2\"]}"));
        assertUnwritable(reply, Subprotocol.BARE);
    }

    @Test
    @DisplayName("RTU-20: an outcome other than processed is written under v1, and left out without it")
    void replyOutcome() {
        UpdateReply reply = new UpdateReply(List.of(new Ref("r1")), UpdateOutcome.UNSUPPORTED);

        assertThat(encode(reply, Subprotocol.V1))
                .isEqualTo(frame("reply", "{\"ref\":\"r1\",\"outcome\":\"unsupported\"}"));
        assertThat(encode(reply, Subprotocol.BARE)).isEqualTo(REPLY);
    }

    @Test
    @DisplayName("RTU-40: replies to commands need v1")
    void commandReply() {
        CommandReply processed = new CommandReply(new Ref("c1"), CommandOutcome.processed());
        CommandReply rejected = new CommandReply(new Ref("c1"), CommandOutcome.rejected("no \"x\""));

        assertThat(encode(processed, Subprotocol.V1_BINARY))
                .isEqualTo(frame("reply", "{\"ref\":\"c1\",\"outcome\":\"processed\"}"));
        assertThat(encode(rejected, Subprotocol.V1))
                .isEqualTo(frame("reply", "{\"ref\":\"c1\",\"outcome\":\"rejected\",\"reason\":\"no \\\"x\\\"\"}"));
        assertUnwritable(processed, Subprotocol.BARE);
        assertUnwritable(new CommandReply(new Ref("c1"), new CommandOutcome.Unconfirmed()), Subprotocol.V1);
    }

    @Test
    @DisplayName("RTU-40: a command is written with its ref under v1 only; RTU-35: control likewise")
    void command() {
        Command command = Command.of("mark", "{\"n\": 1.0}").withRef(new Ref("c1"));

        assertThat(encode(command, Subprotocol.V1))
                .isEqualTo(frame("command", "{\"name\":\"mark\",\"arguments\":{\"n\": 1.0},\"ref\":\"c1\"}"));
        assertThat(encode(command, Subprotocol.BARE))
                .isEqualTo(frame("command", "{\"name\":\"mark\",\"arguments\":{\"n\": 1.0}}"));
        assertThat(encode(Command.of("caughtUp"), Subprotocol.V1))
                .isEqualTo(frame("command", "{\"name\":\"caughtUp\",\"arguments\":{}}"));
    }

    @Test
    @DisplayName("RTU-2: every string survives, in no more bytes than were counted for it")
    void stringsSurvive() {
        StringBuilder all = new StringBuilder("\"\\/\u007f\u0080\u2028\u2029\ufeff\uffff\ud83d\ude00\udbff\udfff");
        for (char c = 0; c < ' '; c++) {
            all.append(c);
        }
        Ref ref = new Ref(all.toString());
        String text = encode(new Update(ref, false, new Action(ref.value()), ENTITIES), Subprotocol.V1);
        Update read = (Update) payload(decodeOne(text, Sender.SERVER, Subprotocol.V1));

        assertThat(read.ref()).isEqualTo(ref);
        assertThat(read.action().name()).isEqualTo(ref.value());
        assertThat(Utf8.size(text) - Utf8.size(UPDATE))
                .isLessThanOrEqualTo(2 * Utf8.jsonStringSize(ref.value()) - "\"r1\"\"new\"".length());
    }

    @Test
    @DisplayName("RTU-2: a lone surrogate has no frame")
    void loneSurrogates() {
        assertUnwritable(UpdateReply.processed(new Ref("\ud800")), Subprotocol.V1);
        assertUnwritable(new Update(new Ref("r"), false, new Action("\udc00x"), ENTITIES), Subprotocol.BARE);
        assertUnwritable(Command.of("a\ud800"), Subprotocol.V1);
    }
}
