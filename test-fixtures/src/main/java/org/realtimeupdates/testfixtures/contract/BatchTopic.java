package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** Several frames in one message: RTU-6. */
abstract class BatchTopic extends MessageCodecTopic {

    private List<Decoded> batch(String text) {
        return codec().decode(text, Sender.SERVER, Subprotocol.V1);
    }

    @Test
    @DisplayName("RTU-6: the frames of an array are read in order, each with its own text")
    void framesInOrder() {
        String second = UPDATE.replace("r1", "\\\"},{\\\\").replace(":", " :\n");
        String third = UPDATE.replace("r1", "\ud83d\ude00\u00e9");
        List<Decoded> decoded = batch(" [ " + UPDATE + "\t,\r\n" + second + "," + third + " ] ");

        assertThat(decoded).hasSize(3).allMatch(Decoded.Frame.class::isInstance);
        assertThat(decoded).extracting(frame -> ((Decoded.Frame) frame).text()).containsExactly(UPDATE, second, third);
        assertThat(decoded)
                .extracting(frame -> ((Update) payload(frame)).ref())
                .containsExactly(new Ref("r1"), new Ref("\"},{\\"), new Ref("\ud83d\ude00\u00e9"));
    }

    @Test
    @DisplayName("RTU-6: clients send arrays too")
    void clientsSendArrays() {
        assertThat(codec().decode("[" + REPLY + "," + UPDATE + "]", Sender.CLIENT, Subprotocol.V1_BINARY))
                .hasSize(2)
                .contains(new Decoded.WrongDirection(MessageType.UPDATE));
    }

    @Test
    @DisplayName("RTU-6: a malformed element spoils only itself, and keeps its text")
    void aMalformedElementSpoilsOnlyItself() {
        for (String bad : List.of(
                "null",
                "true",
                "false",
                "7",
                "-1.5e3",
                "\"a\\\",[\"",
                "[]",
                "[" + UPDATE + "]",
                "{}",
                UPDATE.replace("r1", ""),
                UPDATE.replace("r1", "\\ud800"),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":" + "1".repeat(33)),
                UPDATE.replace("\"m1\"", "\"m1\",\"x\":" + "[".repeat(50) + "]".repeat(50)),
                UPDATE.replace("\"m1\"", "\"m1\",\"a\":1,\"a\":1"))) {
            List<Decoded> decoded = batch("[" + UPDATE + " , " + bad + " ," + UPDATE + "]");

            assertThat(decoded).as(bad).hasSize(3);
            assertThat(malformed(decoded.get(1)).text()).isEqualTo(bad);
            assertThat(decoded.get(0)).isInstanceOf(Decoded.Frame.class).isEqualTo(decoded.get(2));
            assertThat(malformed(batch("[" + bad + "]").get(0)).text()).isEqualTo(bad);
        }
    }

    @Test
    @DisplayName("RTU-6: a lone surrogate as it stands spoils only its element")
    void aRawLoneSurrogateSpoilsOnlyItsElement() {
        List<Decoded> decoded = batch("[" + UPDATE.replace("m1", "\ud800") + "," + UPDATE + "]");

        assertThat(decoded).hasSize(2);
        malformed(decoded.get(0));
        assertThat(decoded.get(1)).isInstanceOf(Decoded.Frame.class);
    }

    @Test
    @DisplayName("RTU-6: a syntax error spoils the whole message")
    void aSyntaxErrorSpoilsTheMessage() {
        for (String text : List.of(
                "[" + UPDATE + "," + UPDATE,
                "[" + UPDATE + ",]",
                "[," + UPDATE + "]",
                "[" + UPDATE + UPDATE + "]",
                "[" + UPDATE + "]]",
                "[" + UPDATE + "]" + UPDATE,
                "[" + UPDATE + "," + UPDATE.substring(1) + "]",
                "[" + UPDATE + ",{\"a\":01}]")) {
            List<Decoded> decoded = batch(text);

            assertThat(decoded).as(text).hasSize(1);
            assertThat(malformed(decoded.get(0)).text()).isEqualTo(text);
            assertThat(malformed(decoded.get(0)).update()).isEmpty();
        }
    }

    @Test
    @DisplayName("RTU-6: 1000 frames are accepted; none, or more, are one malformed message")
    void numberOfFrames() {
        assertThat(batch("[" + String.join(",", Collections.nCopies(1000, UPDATE)) + "]"))
                .hasSize(1000)
                .allMatch(Decoded.Frame.class::isInstance);
        for (String text : List.of("[]", "[ ]", "[" + String.join(",", Collections.nCopies(1001, UPDATE)) + "]")) {
            assertThat(malformed(fromServer(text)).text()).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("RTU-6: an array without v1 is one malformed message")
    void arraysNeedV1() {
        for (Sender sender : Sender.values()) {
            String text = "[" + REPLY + "," + UPDATE + "]";
            assertThat(malformed(decodeOne(text, sender, Subprotocol.BARE)).text())
                    .isEqualTo(text);
        }
    }

    @Test
    @DisplayName("RTU-6: depth is counted per frame")
    void depthPerFrame() {
        String deep = UPDATE.replace("\"m1\"", "\"m1\",\"x\":" + "[".repeat(27) + "]".repeat(27));
        String tooDeep = UPDATE.replace("\"m1\"", "\"m1\",\"x\":" + "[".repeat(28) + "]".repeat(28));
        List<Decoded> decoded = batch("[" + deep + "," + tooDeep + "," + deep + "]");

        assertThat(decoded).hasSize(3);
        assertThat(decoded.get(0)).isInstanceOf(Decoded.Frame.class);
        malformed(decoded.get(1));
        assertThat(decoded.get(2)).isInstanceOf(Decoded.Frame.class);
    }
}
