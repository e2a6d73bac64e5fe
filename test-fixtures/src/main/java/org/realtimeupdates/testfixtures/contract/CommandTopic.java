package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.Ref;

/** Commands from a client and control from a server: RTU-35, RTU-40. */
abstract class CommandTopic extends MessageCodecTopic {

    private Payload bare(String payload) {
        return payload(decodeOne(frame("command", payload), Sender.CLIENT, Subprotocol.BARE));
    }

    @Test
    @DisplayName("RTU-40: a command has a name and arguments, which stay as they were sent")
    void nameAndArguments() {
        String arguments = "{ \"n\" : 1.00e3,\"a\":[\"}\",{\"x\":{}}],\"\\u00e9\":\"\ud83d\ude00\" }";
        String payload = "{\"arguments\": " + arguments + " ,\"name\":\"mark\"}";

        assertThat(payload(fromClient(frame("command", payload)))).isEqualTo(Command.of("mark", arguments));
        assertThat(bare(payload)).isEqualTo(Command.of("mark", arguments));
    }

    @Test
    @DisplayName("RTU-40: under v1 a command may have a ref")
    void ref() {
        String payload = "{\"name\":\"mark\",\"arguments\":{},\"ref\":\"c1\"}";

        assertThat(payload(fromClient(frame("command", payload))))
                .isEqualTo(Command.of("mark").withRef(new Ref("c1")));
        for (String ref : List.of("null", "7", "\"\"", "\"" + "x".repeat(129) + "\"", "[]")) {
            malformed(fromClient(frame("command", payload.replace("\"c1\"", ref))));
        }
    }

    @Test
    @DisplayName("RTU-40: without v1 a ref is an unknown field")
    void bareCommandsHaveNoRef() {
        for (String ref : List.of("\"c1\"", "null", "7", "\"\"")) {
            assertThat(bare("{\"name\":\"mark\",\"arguments\":{},\"ref\":" + ref + "}"))
                    .isEqualTo(Command.of("mark"));
        }
    }

    @Test
    @DisplayName("RTU-40: a command without a name or arguments, or with others, is malformed")
    void commandsAreChecked() {
        for (Subprotocol subprotocol : Subprotocol.values()) {
            for (String payload : List.of(
                    "{}",
                    "{\"name\":\"mark\"}",
                    "{\"arguments\":{}}",
                    "{\"name\":null,\"arguments\":{}}",
                    "{\"name\":7,\"arguments\":{}}",
                    "{\"name\":\"mark\",\"arguments\":null}",
                    "{\"name\":\"mark\",\"arguments\":[]}",
                    "{\"name\":\"mark\",\"arguments\":\"{}\"}",
                    "{\"name\":\"mark\",\"arguments\":{\"a\":1,\"a\":1}}")) {
                malformed(decodeOne(frame("command", payload), Sender.CLIENT, subprotocol));
            }
        }
    }

    @Test
    @DisplayName("RTU-35: a server announces a backlog and its end")
    void control() {
        assertThat(fromServer(frame("command", "{\"name\":\"backlog\",\"arguments\":{\"pending\":3}}")))
                .isEqualTo(new Decoded.Backlog(AccountType.PERSONAL, 3));
        assertThat(fromServer(frame("command", "{\"arguments\":{\"x\":[],\"pending\": 0},\"name\":\"backlog\"}")
                        .replace("personal", "business")))
                .isEqualTo(new Decoded.Backlog(AccountType.BUSINESS, 0));
        assertThat(fromServer(frame("command", "{\"name\":\"backlog\",\"arguments\":{\"pending\":2147483647}}")))
                .isEqualTo(new Decoded.Backlog(AccountType.PERSONAL, Integer.MAX_VALUE));
        for (String payload :
                List.of("{\"name\":\"caughtUp\"}", "{\"name\":\"caughtUp\",\"arguments\":{\"pending\":-1}}")) {
            assertThat(fromServer(frame("command", payload))).isEqualTo(new Decoded.CaughtUp(AccountType.PERSONAL));
        }
    }

    @Test
    @DisplayName("RTU-5: other control commands are frames; those of a client are its own")
    void otherControl() {
        assertThat(payload(fromServer(frame("command", "{\"name\":\"hello\",\"arguments\":{\"a\": 1},\"ref\":7}"))))
                .isEqualTo(Command.of("hello", "{\"a\": 1}"));
        assertThat(payload(fromServer(frame("command", "{\"name\":\"hello\"}"))))
                .isEqualTo(Command.of("hello"));
        assertThat(payload(fromClient(frame("command", "{\"name\":\"backlog\",\"arguments\":{\"pending\":-1}}"))))
                .isEqualTo(Command.of("backlog", "{\"pending\":-1}"));
    }

    @Test
    @DisplayName("RTU-35: control without a name, or with wrong arguments, is malformed")
    void controlIsChecked() {
        for (String payload : List.of(
                "{}",
                "{\"arguments\":{}}",
                "{\"name\":7}",
                "{\"name\":\"a\",\"arguments\":null}",
                "{\"name\":\"caughtUp\",\"arguments\":[]}",
                "{\"name\":\"backlog\"}",
                "{\"name\":\"backlog\",\"arguments\":{}}")) {
            malformed(fromServer(frame("command", payload)));
        }
        for (String pending :
                List.of("null", "\"3\"", "-1", "1.5", "2147483648", "1e9", "[3]", "99999999999999999999")) {
            malformed(
                    fromServer(frame("command", "{\"name\":\"backlog\",\"arguments\":{\"pending\":" + pending + "}}")));
        }
    }
}
