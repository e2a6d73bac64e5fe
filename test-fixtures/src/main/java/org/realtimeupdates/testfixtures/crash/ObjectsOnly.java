package org.realtimeupdates.testfixtures.crash;

import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/** For histories whose entities are objects already. */
enum ObjectsOnly implements EntityCodec {
    CODEC;

    @Override
    public <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw) {
        throw new IllegalStateException("this history has entities as text: give a codec by withEntities");
    }

    @Override
    public RawEntities encode(Entities<?> entities) {
        throw new IllegalStateException("this history has no use for text");
    }
}
