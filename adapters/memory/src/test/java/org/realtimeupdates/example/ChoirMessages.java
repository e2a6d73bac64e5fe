package org.realtimeupdates.example;

import java.util.List;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.RawEntities;

/** Reads every text as one message to the choir. */
final class ChoirMessages implements EntityCodec {

    @Override
    public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
        Message message = new Message(raw.ids().get(0), "choir", null, null, null);
        return new Entities<>(type, List.of(type.javaClass().cast(message)));
    }

    @Override
    public RawEntities encode(Entities<?> entities) {
        throw new IllegalStateException("nothing is written");
    }
}
