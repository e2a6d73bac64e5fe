package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import org.realtimeupdates.adapter.json.Spare;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.SocketMessage;

/**
 * Messages as JSON text, read as a stream: time and memory grow with the length of the text, however deep it is or
 * large its numbers are. Thread-safe, does not block.
 */
public final class JsonbMessageCodec implements MessageCodec {

    private final Spare<MessageReader> readers = new Spare<>(MessageReader::new);

    public JsonbMessageCodec() {}

    @Override
    public List<Decoded> decode(String message, Sender sender, Subprotocol subprotocol) {
        MessageReader reader = readers.take();
        List<Decoded> frames = reader.read(message, new FrameRules(sender, subprotocol));
        readers.giveBack(reader);
        return frames;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A control command cannot be told from an app's command, and is written under any subprotocol. The texts of
     * entities and arguments go into the frame as they are.
     *
     * @throws IllegalArgumentException also for a text with a lone surrogate, which has no JSON [RTU-2]
     */
    @Override
    public String encode(SocketMessage message, Subprotocol subprotocol) {
        return new FrameWriter(subprotocol).write(message);
    }
}
