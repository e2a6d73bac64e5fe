package org.realtimeupdates.testfixtures.network;

import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.realtimeupdates.testfixtures.network.WebSocketFrames.Frame;

/** Puts fragments together. Belongs to one thread. */
final class MessageAssembler {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int opcode = WebSocketFrames.CONTINUATION;

    /** Takes a data frame; gives the message that it completes. */
    Optional<RawWebSocket.Message> add(Frame frame) throws ProtocolException {
        boolean inside = opcode != WebSocketFrames.CONTINUATION;
        boolean continues = frame.opcode() == WebSocketFrames.CONTINUATION;
        if (inside != continues || frame.opcode() > WebSocketFrames.BINARY || frame.hasReservedBits()) {
            throw new ProtocolException("unexpected opcode " + frame.opcode() + " or reserved bits");
        }
        if (!continues) {
            opcode = frame.opcode();
        }
        bytes.writeBytes(frame.payload());
        if (!frame.isFinal()) {
            return Optional.empty();
        }
        RawWebSocket.Message message =
                new RawWebSocket.Message(opcode == WebSocketFrames.BINARY, bytes.toString(StandardCharsets.UTF_8));
        opcode = WebSocketFrames.CONTINUATION;
        bytes.reset();
        return Optional.of(message);
    }
}
