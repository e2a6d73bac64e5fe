package org.realtimeupdates.adapter.avaje;

import io.avaje.json.PropertyNames;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.realtimeupdates.adapter.json.JsonStrings;

/** The names of the properties of a class, as they stand in the text. Immutable. */
final class EntityNames implements PropertyNames {

    /** Of an object whose names are not told before. */
    static final EntityNames NONE = new EntityNames();

    private final String[] keys;
    private final int id;

    EntityNames(String... names) {
        Set<String> all = new HashSet<>(Arrays.asList(names));
        if (all.size() < names.length) {
            throw new IllegalArgumentException("names: two properties have the same one");
        }
        keys = Arrays.stream(names).map(EntityNames::key).toArray(String[]::new);
        id = Arrays.asList(names).indexOf("id");
    }

    /** The name with quotes and colon. */
    static String key(String name) {
        return '"' + JsonStrings.escaped("name", name) + "\":";
    }

    /** The name at that place, with quotes and colon. */
    String key(int place) {
        return keys[place];
    }

    /** Whether the name at that place is {@code id}. */
    boolean isId(int place) {
        return place == id;
    }
}
