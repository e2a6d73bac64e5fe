package org.realtimeupdates.adapter.json;

import java.util.List;
import org.realtimeupdates.application.port.transport.MalformedEntitiesException;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/** Checks entities that a library has written as strictly as a peer will, which gets them in a frame [RTU-2]. */
public final class WrittenEntities {

    /** The levels of a frame around its array of entities. */
    public static final int LEVELS_AROUND = 3;

    private WrittenEntities() {}

    /**
     * Checks the text.
     *
     * @param json what the entities were written as
     * @throws MalformedEntitiesException for text that a peer would refuse, or whose ids are not those of the entities
     */
    public static RawEntities check(Entities<?> entities, String json) {
        EntityType<?> type = entities.entityType();
        List<String> ids;
        try {
            ids = entities.ids();
        } catch (RuntimeException e) {
            throw EntityRefusals.because(type, "an entity cannot be written", e);
        }
        if (!ids.equals(writtenIds(type, json))) {
            throw new MalformedEntitiesException("type " + type + ": id is not written as it is", null);
        }
        return new RawEntities(type.name(), ids, json);
    }

    private static List<String> writtenIds(EntityType<?> type, String json) {
        try {
            JsonScanner in = new JsonScanner(json);
            in.startWithinFrame(LEVELS_AROUND);
            if (!in.nextArray()) {
                throw new BrokenRuleException("entities are not written as an array");
            }
            EntityList written = EntityList.read(in);
            in.endWithRulesKept();
            written.requireValid();
            return written.ids();
        } catch (InvalidJsonException e) {
            throw new MalformedEntitiesException("type " + type + ": entities are not written as valid JSON", e);
        } catch (BrokenRuleException e) {
            throw EntityRefusals.of(type, e);
        }
    }
}
