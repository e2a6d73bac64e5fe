package org.realtimeupdates.adapter.jsonb;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.RawEntities;

/** Reads entities by the codec: of a built-in type as the oracle does, of another so that they can be written again. */
final class EntitiesCheck {

    private static final EntityType<SampleEntity> SAMPLE = new EntityType<>("sample", SampleEntity.class);
    private static final List<EntityType<?>> TYPES =
            List.of(EntityTypes.MESSAGE, EntityTypes.PROFILE, EntityTypes.GROUP, EntityTypes.MEMBER, SAMPLE);

    /** How many choices of a type there are. */
    static final int CHOICES = TYPES.size();

    private final JsonbEntityCodec codec = new JsonbEntityCodec();

    /**
     * Throws an AssertionError that shows the text where something is not as it must be.
     *
     * @return whether there were entities
     */
    boolean check(int choice, String json) {
        EntityType<?> type = TYPES.get(choice % CHOICES);
        Optional<List<Entity>> read = read(type, json);
        if (!type.equals(SAMPLE)) {
            Optional<List<Entity>> expected = EntityOracle.read(type, json);
            if (!read.equals(expected)) {
                throw new AssertionError(type + ": " + read + " and not " + expected + " for " + json);
            }
        } else if (read.isPresent()) {
            requireWrittenAlike(new Entities<>(SAMPLE, cast(read.get())), json);
        }
        return read.isPresent();
    }

    private Optional<List<Entity>> read(EntityType<?> type, String json) {
        try {
            return Optional.of(List.copyOf(codec.decode(type, new RawEntities(type.name(), List.of(), json))
                    .entities()));
        } catch (MalformedEntitiesException e) {
            return Optional.empty();
        }
    }

    private static List<SampleEntity> cast(List<Entity> entities) {
        return entities.stream().map(SampleEntity.class::cast).toList();
    }

    private void requireWrittenAlike(Entities<SampleEntity> entities, String json) {
        JsonTree.Node node = JsonTree.read(json).orElseThrow(() -> new AssertionError("no JSON: " + json));
        if (!TreeRules.areKept(node, 1, json)) {
            throw new AssertionError("breaks a rule: " + json);
        }
        RawEntities written = codec.encode(entities);
        if (!codec.decode(SAMPLE, written).equals(entities)) {
            throw new AssertionError(written.json() + " was written for " + json);
        }
    }
}
