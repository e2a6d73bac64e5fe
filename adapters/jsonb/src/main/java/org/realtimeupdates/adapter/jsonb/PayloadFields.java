package org.realtimeupdates.adapter.jsonb;

import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateReply;

/**
 * The known fields of the payload of any message. A frame may tell its type after its payload: which of them count is
 * decided when it was read whole.
 */
final class PayloadFields {

    private static final String TEXT = "a string";

    final Field<Ref> ref;
    final Field<Boolean> silent;
    final Field<String> action;
    final Field<List<Ref>> refs;
    final Field<String> outcome;
    final Field<String> reason;
    final Field<String> name;
    final Field<String> arguments;
    /** Of the arguments of {@code backlog} [RTU-35]. */
    final Field<Integer> pending;

    final Field<String> entityType;
    final Field<EntityList> entities;
    /** The readable ids of all entities. */
    final List<String> entityIds = new ArrayList<>();
    /** The object that holds the entity type and the entities. */
    private final Field<Boolean> entityPayload;

    /**
     * No fields yet.
     *
     * @param path where the payload stands, for people
     */
    PayloadFields(String path) {
        ref = new Field<>(path + ".ref", "a string of 1 to " + Ref.MAX_LENGTH + " characters");
        silent = new Field<>(path + ".silent", "a boolean");
        action = new Field<>(path + ".action", TEXT);
        refs = new Field<>(path + ".refs", "an array of 1 to " + UpdateReply.MAX_REFS + " refs");
        outcome = new Field<>(path + ".outcome", "an outcome");
        reason = new Field<>(path + ".reason", TEXT);
        name = new Field<>(path + ".name", TEXT);
        arguments = new Field<>(path + ".arguments", "an object");
        pending = new Field<>(path + ".arguments.pending", "a count");
        entityPayload = new Field<>(path + ".payload", "an object");
        entityType = new Field<>(path + ".payload.type", TEXT);
        entities = new Field<>(path + ".payload.entities", "an array");
    }

    /** Reads the rest of the object just entered. */
    void read(StrictParser in) {
        while (in.nextKey()) {
            switch (in.key()) {
                case "ref" -> ref.seen(ref(in.nextText()));
                case "silent" -> silent.seen(in.nextFlag());
                case "action" -> action.seen(in.nextText());
                case "refs" -> refs.seen(in.nextArray() ? refs(in) : null);
                case "outcome" -> outcome.seen(in.nextText());
                case "reason" -> reason.seen(in.nextText());
                case "name" -> name.seen(in.nextText());
                case "arguments" -> arguments.seen(in.nextObject() ? arguments(in) : null);
                case "payload" -> entityPayload.seen(in.nextObject() ? entityPayload(in) : null);
                default -> in.skipValue();
            }
        }
    }

    private static @Nullable Ref ref(@Nullable String text) {
        return text != null && Ref.isValid(text) ? new Ref(text) : null;
    }

    private static @Nullable List<Ref> refs(StrictParser in) {
        List<Ref> found = new ArrayList<>();
        boolean valid = true;
        for (Event event = in.next(); event != Event.END_ARRAY; event = in.next()) {
            Ref element = ref(in.text(event));
            if (element == null || found.size() == UpdateReply.MAX_REFS) {
                valid = false;
            } else {
                found.add(element);
            }
        }
        return valid && !found.isEmpty() ? found : null;
    }

    private String arguments(StrictParser in) {
        int start = in.offset() - 1;
        while (in.nextKey()) {
            if (in.key().equals("pending")) {
                pending.seen(in.nextCount());
            } else {
                in.skipValue();
            }
        }
        return in.textFrom(start);
    }

    private boolean entityPayload(StrictParser in) {
        while (in.nextKey()) {
            switch (in.key()) {
                case "type" -> entityType.seen(in.nextText());
                case "entities" -> entities.seen(in.nextArray() ? entities(in) : null);
                default -> in.skipValue();
            }
        }
        return true;
    }

    private EntityList entities(StrictParser in) {
        EntityList list = EntityList.read(in);
        entityIds.addAll(list.ids());
        return list;
    }

    /** What happened to the entities. */
    Action action() {
        return new Action(action.required());
    }

    /** The entities as text. */
    RawEntities rawEntities() {
        entityPayload.required();
        String type = entityType.required();
        EntityList list = entities.required();
        list.requireValid();
        return new RawEntities(type, list.ids(), list.json());
    }
}
