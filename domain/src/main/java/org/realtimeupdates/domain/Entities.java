package org.realtimeupdates.domain;

import java.util.List;
import java.util.Objects;

/**
 * Entities as objects of a known type.
 *
 * @param entityType their type
 * @param entities in the order of the wire; may be empty
 * @param <E> their Java type
 */
public record Entities<E extends Entity>(EntityType<E> entityType, List<E> entities) implements UpdatePayload {

    public Entities {
        Objects.requireNonNull(entityType, "entityType");
        entities = List.copyOf(entities);
    }

    /** One entity. */
    public static <E extends Entity> Entities<E> of(EntityType<E> type, E entity) {
        return new Entities<>(type, List.of(entity));
    }

    @Override
    public String type() {
        return entityType.name();
    }

    @Override
    public List<String> ids() {
        if (entities.size() == 1) {
            return List.of(entities.get(0).id()); // most updates have one entity
        }
        return entities.stream().map(Entity::id).toList();
    }

    /** Leaves the content out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "Entities[" + type() + ", " + entities.size() + " entities]";
    }
}
