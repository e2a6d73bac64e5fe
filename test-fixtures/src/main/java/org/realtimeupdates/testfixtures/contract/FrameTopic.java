package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.SocketMessage;

/** Envelopes and directions: RTU-1, RTU-2, RTU-5, RTU-7. */
abstract class FrameTopic extends MessageCodecTopic {

    @Test
    @DisplayName("RTU-1: a frame is read with its text as it was sent")
    void aFrameKeepsItsText() {
        String text = " \t\r\n" + UPDATE.replace(",", " ,\n ") + "\n ";

        assertThat(fromServer(text)).isEqualTo(new Decoded.Frame(((Decoded.Frame) fromServer(UPDATE)).message(), text));
    }

    @Test
    @DisplayName("RTU-1: the order of fields is free")
    void fieldOrderIsFree() {
        String text = "{\"payload\":{\"payload\":{\"entities\":[{\"x\":1,\"id\":\"m1\"}],\"type\":\"message\"},"
                + "\"action\":\"new\",\"silent\":false,\"ref\":\"r1\"},\"type\":\"update\",\"account\":\"personal\"}";
        SocketMessage message = ((Decoded.Frame) fromServer(text)).message();

        assertThat(message.type()).isEqualTo(MessageType.UPDATE);
        assertThat(codec().encode(message, Subprotocol.V1))
                .isEqualTo(UPDATE.replace("{\"id\":\"m1\"}", "{\"x\":1,\"id\":\"m1\"}"));
    }

    @Test
    @DisplayName("RTU-1: both accounts are read")
    void bothAccountsAreRead() {
        Decoded decoded = fromServer(UPDATE.replace("personal", "business"));

        assertThat(((Decoded.Frame) decoded).message().account()).isEqualTo(AccountType.BUSINESS);
    }

    @Test
    @DisplayName("RTU-2: a missing or mistyped field of the envelope is malformed")
    void envelopeFieldsAreChecked() {
        String payload = "{\"ref\":\"r1\"}";
        for (String account : List.of("null", "1", "\"Personal\"", "\"\"", "\"personal \"", "[\"personal\"]", "{}")) {
            malformed(fromClient("{\"account\":" + account + ",\"type\":\"reply\",\"payload\":" + payload + "}"));
        }
        for (String type : List.of("null", "1", "\"REPLY\"", "\"\"", "\"hello\"", "[\"reply\"]", "true")) {
            malformed(fromClient("{\"account\":\"personal\",\"type\":" + type + ",\"payload\":" + payload + "}"));
        }
        for (String wrong : List.of("null", "1", "\"\"", "[]", "[{\"ref\":\"r1\"}]", "false")) {
            malformed(fromClient(frame("reply", wrong)));
        }
        malformed(fromClient("{\"type\":\"reply\",\"payload\":" + payload + "}"));
        malformed(fromClient("{\"account\":\"personal\",\"payload\":" + payload + "}"));
        malformed(fromClient("{\"account\":\"personal\",\"type\":\"reply\"}"));
        malformed(fromClient("{}"));
    }

    @Test
    @DisplayName("RTU-2: the reason names the field and shows nothing of the content")
    void reasonsNameTheField() {
        Decoded decoded = fromClient(REPLY.replace("\"r1\"", "{\"secret\":1}"));

        assertThat(malformed(decoded).reason()).contains("payload.ref").doesNotContain("secret");
        assertThat(malformed(fromClient("{\"secret\":")).reason()).doesNotContain("secret");
        assertThat(malformed(fromClient(REPLY.replace("personal", "secret"))).reason())
                .contains("account")
                .doesNotContain("secret");
    }

    @Test
    @DisplayName("RTU-2: unknown fields are ignored everywhere")
    void unknownFieldsAreIgnored() {
        String unknown = "\"x\":[{\"ref\":7,\"y\":null},\"\\u00e9\\ud83d\\ude00\",-0.5e+3],\"Ref\":1,";
        String text = UPDATE.replace("{", "{" + unknown);
        Decoded.Frame frame = (Decoded.Frame) fromServer(text);

        assertThat(frame.text()).isEqualTo(text);
        assertThat(codec().encode(frame.message(), Subprotocol.V1))
                .isEqualTo(UPDATE.replace("{\"id\"", "{" + unknown + "\"id\""));
    }

    @Test
    @DisplayName("RTU-5: an update from a client has the wrong direction, however it is made")
    void clientsSendNoUpdates() {
        for (Subprotocol subprotocol : Subprotocol.values()) {
            for (String text : List.of(UPDATE, frame("update", "7"), frame("update", "{\"a\":1,\"a\":2}"))) {
                assertThat(decodeOne(text, Sender.CLIENT, subprotocol))
                        .isEqualTo(new Decoded.WrongDirection(MessageType.UPDATE));
            }
        }
        malformed(fromClient(UPDATE.replace("personal", "")));
        malformed(fromClient(UPDATE.replace("\"type\":\"update\"", "\"type\":\"update\",\"type\":\"update\"")));
        malformed(fromClient(UPDATE + "x"));
    }

    @Test
    @DisplayName("RTU-5: replies and commands from a server need v1")
    void bareServersSendUpdatesOnly() {
        assertThat(decodeOne(REPLY, Sender.SERVER, Subprotocol.BARE))
                .isEqualTo(new Decoded.WrongDirection(MessageType.REPLY));
        assertThat(decodeOne(frame("command", "{}"), Sender.SERVER, Subprotocol.BARE))
                .isEqualTo(new Decoded.WrongDirection(MessageType.COMMAND));
        assertThat(decodeOne(UPDATE, Sender.SERVER, Subprotocol.BARE)).isInstanceOf(Decoded.Frame.class);
    }

    @Test
    @DisplayName("RTU-7: binary messages hold the same JSON")
    void binaryMeansTheSame() {
        String batch = "[" + UPDATE + "," + REPLY + "]";

        assertThat(codec().decode(batch, Sender.SERVER, Subprotocol.V1_BINARY))
                .isEqualTo(codec().decode(batch, Sender.SERVER, Subprotocol.V1))
                .hasSize(2);
    }
}
