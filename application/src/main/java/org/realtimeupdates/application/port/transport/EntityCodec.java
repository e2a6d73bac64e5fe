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
     * Writes entities, as text that a peer accepts in a frame [RTU-2]: nobody checks it again.
     *
     * @throws MalformedEntitiesException when they cannot be written, or when a peer would refuse the text: where it is
     *     deeper than 29 levels, which with those of the frame are 32, has a number longer than 32 characters, a key
     *     twice, a lone surrogate, or no string {@code id}
     */
    RawEntities encode(Entities<?> entities);
}
