package org.realtimeupdates.adapter.jsonb;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.EntityList;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.TextTable;
import org.realtimeupdates.domain.RawEntities;

/** The known fields of the object that holds the entities of an update and their type. */
final class EntityFields {

    private static final TextTable<String> KEYS = TextTable.ofNames("type", "entities");

    private final Field<Boolean> holder;
    private final Field<String> type;
    private final Field<EntityList> list;
    private List<String> ids = List.of();
    /** The type that was read last: mostly the next is the same. */
    private String recentType = "";

    /**
     * No fields yet.
     *
     * @param path of the payload around, for people; ended by a point
     */
    EntityFields(String path) {
        holder = new Field<>(path, "payload", "an object");
        type = new Field<>(path, "payload.type", "a string");
        list = new Field<>(path, "payload.entities", "an array");
    }

    /** Forgets what was seen. */
    void clear() {
        holder.clear();
        type.clear();
        list.clear();
        ids = List.of();
    }

    /** Reads the next value, which should be that object. */
    void readNext(JsonScanner in) {
        if (in.nextObject()) {
            read(in);
            holder.seen(true);
        } else {
            holder.seen(null);
        }
    }

    private void read(JsonScanner in) {
        while (in.nextKey()) {
            switch (in.key(KEYS, "")) {
                case "type" -> type.seen(type(in));
                case "entities" -> list.seen(in.nextArray() ? entities(in) : null);
                default -> in.skipValue();
            }
        }
    }

    private @Nullable String type(JsonScanner in) {
        String text = in.nextText(recentType);
        if (text != null) {
            recentType = text;
        }
        return text;
    }

    private EntityList entities(JsonScanner in) {
        EntityList read = EntityList.read(in);
        if (ids.isEmpty()) {
            ids = read.ids();
        } else {
            ids = new ArrayList<>(ids);
            ids.addAll(read.ids());
        }
        return read;
    }

    /** The type, as far as it can be told; otherwise empty. */
    String typeIfReadable() {
        String found = type.once();
        return found == null ? "" : found;
    }

    /** The readable ids of all entities. */
    List<String> ids() {
        return ids;
    }

    /** The entities as text. */
    RawEntities required() {
        holder.required();
        String found = type.required();
        EntityList entities = list.required();
        entities.requireValid();
        return new RawEntities(found, entities.ids(), entities.json());
    }
}
