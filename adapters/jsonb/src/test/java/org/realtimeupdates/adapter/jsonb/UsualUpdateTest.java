package org.realtimeupdates.adapter.jsonb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.MessageType;

/** A frame is the same with white space at its beginning, which is not usual. */
class UsualUpdateTest {

    private static final String HEAD = "{\"account\":\"personal\",\"type\":\"update\",\"payload\":{\"ref\":\"r\",";

    private final JsonbMessageCodec codec = new JsonbMessageCodec();

    private String told(String message) {
        return codec.decode(message, Sender.SERVER, Subprotocol.V1).stream()
                .map(UsualUpdateTest::told)
                .toList()
                .toString();
    }

    private static String told(Decoded decoded) {
        if (decoded instanceof Decoded.Frame frame) {
            return frame.message().toString();
        }
        return decoded instanceof Decoded.Malformed malformed ? malformed.reason() + malformed.update() : "";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[{\"id\":\"1\",\"x\":[1,{}]}]}}}",
                "\"silent\":true,\"action\":\"odd\",\"payload\":{\"type\":\"\",\"entities\":[]}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]}},\"x\":{\"x\":1}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]}},\"type\":\"update\"}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]},\"ref\":\"s\"}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[],\"type\":\"t\"}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[{}]}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[{\"id\":\"1\",\"id\":\"1\"}]}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[{\"id\":\"\\ud800\"}]}}}",
                "\"silent\":false,\"action\":\"\\udc00\",\"payload\":{\"type\":\"t\",\"entities\":[]}}}",
                "\"silent\":[[{\"a\":1,\"a\":1}]],\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":7,\"entities\":[]}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":{\"a\":[]}}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]}}}}",
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[}}}"
            })
    @DisplayName("RTU-2: an update in the usual form is taken, or refused, as in any other")
    void same(String rest) {
        String usual = HEAD + rest;
        String other = "{ " + usual.substring(1);

        assertThat(told(usual)).isEqualTo(told(other));
        assertThat(told("[" + usual + "," + usual + "]")).isEqualTo(told("[" + other + "," + other + "]"));
    }

    @ParameterizedTest
    @ValueSource(ints = {27, 28, 29, 30})
    @DisplayName("RTU-2: depth is counted alike")
    void depth(int levels) {
        String rest =
                "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[{\"id\":\"1\",\"x\":"
                        + "[".repeat(levels) + "]".repeat(levels) + "}]}}}";

        assertThat(told(HEAD + rest)).isEqualTo(told("{ " + HEAD.substring(1) + rest));
        assertThat(codec.decode(HEAD + rest, Sender.SERVER, Subprotocol.V1).get(0) instanceof Decoded.Frame)
                .isEqualTo(levels <= 27);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    @DisplayName("RTU-5: from a client it has the wrong direction")
    void fromAClient(String space) {
        String frame = "{" + space + HEAD.substring(1)
                + "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"t\",\"entities\":[]}}}";

        assertThat(codec.decode(frame, Sender.CLIENT, Subprotocol.V1))
                .isEqualTo(List.of(new Decoded.WrongDirection(MessageType.UPDATE)));
    }
}
