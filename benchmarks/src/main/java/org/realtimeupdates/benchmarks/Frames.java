package org.realtimeupdates.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import org.realtimeupdates.domain.Update;

/** Updates as the bytes that the peers carry: the frames of this library. Thread-safe but for the refs, which one thread makes. */
final class Frames {

    private final Codecs codecs;
    private long refs;

    Frames(Codecs codecs) {
        this.codecs = codecs;
    }

    byte[] write(Message message) {
        RawEntities entities = codecs.entities().encode(Entities.of(EntityTypes.MESSAGE, message));
        HexFormat hex = HexFormat.of();
        Ref ref = new Ref(hex.toHexDigits(0L) + hex.toHexDigits(++refs));
        Update update = new Update(ref, false, Action.NEW, entities);
        return codecs.messages()
                .encode(new SocketMessage(AccountType.PERSONAL, update), Subprotocol.V1)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The entities of an update that is known to be whole. */
    List<Message> read(byte[] frame) {
        String text = new String(frame, StandardCharsets.UTF_8);
        Decoded.Frame decoded = (Decoded.Frame)
                codecs.messages().decode(text, Sender.SERVER, Subprotocol.V1).get(0);
        Update update = (Update) decoded.message().payload();
        return codecs.entities()
                .decode(EntityTypes.MESSAGE, (RawEntities) update.payload())
                .entities();
    }
}
