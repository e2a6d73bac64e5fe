package org.realtimeupdates.domain;

import java.util.List;
import java.util.Objects;

/**
 * Entities as the JSON text they travel as: not read yet, or of a type this app does not know [RTU-14].
 *
 * @param type the payload type on the wire
 * @param ids the ids of the entities, in order
 * @param json the text of a JSON array of objects, numbers as they were written
 */
public record RawEntities(String type, List<String> ids, String json) implements UpdatePayload {

    public RawEntities {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(json, "json");
        ids = List.copyOf(ids);
    }

    /** Leaves the content out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "RawEntities[" + type + ", " + ids.size() + " entities]";
    }
}
