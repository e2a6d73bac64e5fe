package org.realtimeupdates.adapter.json;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entities of an update as text, with their ids [RTU-10]. */
public final class EntityList {

    private List<String> ids = List.of();
    private String json = "";
    private @Nullable String fault;

    private EntityList() {}

    /** Reads the rest of the array just entered. */
    public static EntityList read(JsonScanner in) {
        EntityList list = new EntityList();
        int start = in.start();
        while (in.nextElement()) {
            list.readEntity(in);
        }
        list.json = in.textFrom(start);
        return list;
    }

    private void readEntity(JsonScanner in) {
        if (!in.nextObject()) {
            broken("an entity is not an object");
            return;
        }
        int found = 0;
        boolean readable = false;
        while (in.nextKey()) {
            if (in.isKey("id")) {
                found++;
                readable = addId(in.nextText());
            } else {
                in.skipValue();
            }
        }
        if (found != 1 || !readable) {
            broken("an entity has no string id");
        }
    }

    private boolean addId(@Nullable String id) {
        if (id == null) {
            return false;
        }
        if (ids.isEmpty()) {
            ids = List.of(id); // most updates have one entity
        } else {
            if (ids.size() == 1) {
                ids = new ArrayList<>(ids);
            }
            ids.add(id);
        }
        return true;
    }

    private void broken(String rule) {
        if (fault == null) {
            fault = rule;
        }
    }

    /** The ids that are readable, in order. */
    public List<String> ids() {
        return ids;
    }

    /** The array as it was sent. */
    public String json() {
        return json;
    }

    /** Whether no entity breaks a rule. */
    public boolean isValid() {
        return fault == null;
    }

    /** Throws if an entity breaks a rule. */
    public void requireValid() {
        if (fault != null) {
            throw new BrokenRuleException(fault);
        }
    }
}
