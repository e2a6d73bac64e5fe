package org.realtimeupdates.adapter.jsonb.wrong;

import java.util.List;
import java.util.function.UnaryOperator;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.testfixtures.contract.MessageCodecContract;

/** The contract of a codec with one mistake; run by {@link WrongCodecsTest} only. */
class WrongMessageCodec extends MessageCodecContract {

    private static UnaryOperator<MessageCodec> mistake = UnaryOperator.identity();

    /** What is wrong with the codec from now on. */
    static void make(UnaryOperator<MessageCodec> next) {
        mistake = next;
    }

    @Override
    protected MessageCodec codec() {
        return mistake.apply(new JsonbMessageCodec());
    }

    /** Changes what was read of each frame. */
    static UnaryOperator<MessageCodec> reading(UnaryOperator<Decoded> change) {
        return real -> new MessageCodec() {
            @Override
            public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
                return real.decode(message, sender, subprotocol).stream()
                        .map(change)
                        .toList();
            }

            @Override
            public String encode(SocketMessage message, Subprotocol subprotocol) {
                return real.encode(message, subprotocol);
            }
        };
    }

    /** Takes another subprotocol for the one that was agreed. */
    static UnaryOperator<MessageCodec> speaking(Subprotocol instead, Subprotocol of) {
        return real -> new MessageCodec() {
            @Override
            public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
                return real.decode(message, sender, subprotocol == of ? instead : subprotocol);
            }

            @Override
            public String encode(SocketMessage message, Subprotocol subprotocol) {
                return real.encode(message, subprotocol == of ? instead : subprotocol);
            }
        };
    }

    /** Writes in another way. */
    static UnaryOperator<MessageCodec> writing(Writer writer) {
        return real -> new MessageCodec() {
            @Override
            public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
                return real.decode(message, sender, subprotocol);
            }

            @Override
            public String encode(SocketMessage message, Subprotocol subprotocol) {
                return writer.encode(real, message, subprotocol);
            }
        };
    }

    /** How a frame is written instead. */
    @FunctionalInterface
    interface Writer {
        String encode(MessageCodec real, SocketMessage message, Subprotocol subprotocol);
    }
}
