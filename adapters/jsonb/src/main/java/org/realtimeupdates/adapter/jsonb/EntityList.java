package org.realtimeupdates.adapter.jsonb;

import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entities of an update as text, with their ids [RTU-10].
 *
 * @param ids those that are readable, in order
 * @param json the array as it was sent
 * @param fault the rule it breaks, if any
 */
record EntityList(List<String> ids, String json, Optional<String> fault) {

    /** Reads the rest of the array just entered. */
    static EntityList read(StrictParser in) {
        int start = in.offset() - 1;
        List<String> ids = new ArrayList<>();
        String fault = null;
        for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
            String found = entity(in, event, ids);
            fault = fault == null ? found : fault;
        }
        return new EntityList(ids, in.textFrom(start), Optional.ofNullable(fault));
    }

    private static @Nullable String entity(StrictParser in, Event event, List<String> ids) {
        if (event != Event.START_OBJECT) {
            in.skip(event);
            return "an entity is not an object";
        }
        Field<String> id = new Field<>("id", "a string");
        while (in.nextKey()) {
            if (in.key().equals("id")) {
                String text = in.nextText();
                id.seen(text);
                if (text != null) {
                    ids.add(text);
                }
            } else {
                in.skipValue();
            }
        }
        return id.once().isPresent() ? null : "an entity has no string id";
    }

    /** Throws if an entity breaks a rule. */
    void requireValid() {
        fault.ifPresent(rule -> {
            throw new BrokenRuleException(rule);
        });
    }
}
