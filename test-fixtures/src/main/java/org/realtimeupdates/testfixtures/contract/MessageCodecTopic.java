package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Payload;
import org.realtimeupdates.domain.SocketMessage;

/** One part of what {@link MessageCodecContract} asks for. */
abstract class MessageCodecTopic {

    static final String UPDATE =
            "{\"account\":\"personal\",\"type\":\"update\",\"payload\":{\"ref\":\"r1\",\"silent\":false,"
                    + "\"action\":\"new\",\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"m1\"}]}}}";
    static final String REPLY = "{\"account\":\"personal\",\"type\":\"reply\",\"payload\":{\"ref\":\"r1\"}}";

    /** The codec under test. */
    protected abstract MessageCodec codec();

    /** The one frame, or malformed message, that the text is. */
    Decoded decodeOne(String text, Sender sender, Subprotocol subprotocol) {
        List<Decoded> decoded = codec().decode(text, sender, subprotocol);
        assertThat(decoded).as(text).hasSize(1);
        return decoded.get(0);
    }

    Decoded fromServer(String text) {
        return decodeOne(text, Sender.SERVER, Subprotocol.V1);
    }

    Decoded fromClient(String text) {
        return decodeOne(text, Sender.CLIENT, Subprotocol.V1);
    }

    /** The payload of what must be a frame of the personal account that keeps every rule. */
    static Payload payload(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Frame.class);
        SocketMessage message = ((Decoded.Frame) decoded).message();
        assertThat(message.account()).isEqualTo(AccountType.PERSONAL);
        return message.payload();
    }

    static Decoded.Malformed malformed(Decoded decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Malformed.class);
        return (Decoded.Malformed) decoded;
    }

    /** A frame of the personal account. */
    static String frame(String type, String payload) {
        return "{\"account\":\"personal\",\"type\":\"" + type + "\",\"payload\":" + payload + "}";
    }

    /** The payload of an update with one field replaced by another text; with none where that is empty. */
    static String updatePayload(String field, String replacement) {
        StringBuilder json = new StringBuilder("{");
        String[][] fields = {
            {"ref", "\"r1\""},
            {"silent", "false"},
            {"action", "\"new\""},
            {"payload", "{\"type\":\"message\",\"entities\":[{\"id\":\"m1\"}]}"}
        };
        for (String[] known : fields) {
            String value = known[0].equals(field) ? replacement : known[1];
            if (!value.isEmpty()) {
                json.append(json.length() > 1 ? "," : "")
                        .append('"')
                        .append(known[0])
                        .append("\":")
                        .append(value);
            }
        }
        return json.append('}').toString();
    }
}
