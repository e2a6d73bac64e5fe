package org.realtimeupdates.application.port.transport;

import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/** Turns entities into JSON text and back. Thread-safe, does not block. */
public interface EntityCodec {

    /**
     * Reads entities.
     *
     * @throws MalformedEntitiesException when a known field is mistyped, or the class refuses the values
     */
    <E extends Entity> Entities<E> decode(EntityType<E> type, RawEntities raw);

    /**
     * Writes entities.
     *
     * @throws MalformedEntitiesException when they cannot be written
     */
    RawEntities encode(Entities<?> entities);
}
