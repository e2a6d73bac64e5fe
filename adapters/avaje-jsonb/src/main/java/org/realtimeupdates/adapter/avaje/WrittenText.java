package org.realtimeupdates.adapter.avaje;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.JsonScanner;
import org.realtimeupdates.adapter.json.JsonStrings;
import org.realtimeupdates.adapter.json.WrittenEntities;

/**
 * A JSON text of entities as it grows. It watches the rules of [RTU-2] meanwhile, so that a text that keeps them need
 * not be read again to know it; what it cannot watch it is not sure of. Belongs to one thread at a time.
 */
final class WrittenText {

    /** Of an entity: the array of all entities is level 1. */
    private static final int ENTITY_LEVEL = 2;

    private static final int MAX_DEPTH = JsonScanner.MAX_DEPTH - WrittenEntities.LEVELS_AROUND;

    private static final int USUAL_LENGTH = 1024;
    private static final int MAX_KEPT_LENGTH = 65_536;
    private static final int USUAL_DEPTH = 8;

    private StringBuilder text = new StringBuilder(USUAL_LENGTH);
    /** By level: the names of the object there; null in an array and outside. */
    private @Nullable EntityNames[] open = new @Nullable EntityNames[USUAL_DEPTH];
    /** By level: the place of the name that was written last. */
    private int[] lastName = new int[USUAL_DEPTH];

    private int level;
    private boolean first;
    /** The name of the next value as it stands in the text; null where there is none. */
    private @Nullable String name;

    private boolean nameIsId;
    private @Nullable String id;
    private boolean sure;

    /** Goes to the beginning of a text; what was written before is forgotten. */
    void restart() {
        if (text.capacity() > MAX_KEPT_LENGTH) {
            text = new StringBuilder(USUAL_LENGTH);
        }
        text.setLength(0);
        level = 0;
        first = true;
        dropName();
        id = null;
        sure = true;
    }

    /** Whether what was written so far surely keeps the rules. */
    boolean isSure() {
        return sure;
    }

    /** From here on it is not sure. */
    void doubt() {
        sure = false;
    }

    /** Makes sure that the entity written last has that id. */
    void endEntity(String expected) {
        sure &= level == 1 && expected.equals(id);
        id = null;
    }

    void begin(char bracket, @Nullable EntityNames names) {
        beginValue();
        text.append(bracket);
        first = true;
        level++;
        if (level == open.length) {
            open = Arrays.copyOf(open, 2 * level);
            lastName = Arrays.copyOf(lastName, 2 * level);
        }
        open[level] = names;
        lastName[level] = -1;
        sure &= level <= MAX_DEPTH;
    }

    void end(char bracket) {
        sure &= name == null && (open[level] == null) == (bracket == ']');
        text.append(bracket);
        first = false;
        level--;
    }

    /** The next value has the name at that place, which is sure not to be there yet if it comes after the last one. */
    void name(int place) {
        EntityNames names = Objects.requireNonNull(open[level], "names");
        sure &= name == null && place > lastName[level];
        lastName[level] = place;
        name = names.key(place);
        nameIsId = level == ENTITY_LEVEL && names.isId(place);
    }

    /** The next value has that name, be it there already or not. */
    void name(String other) {
        sure = false;
        name = EntityNames.key(other);
        nameIsId = false;
    }

    /** The next value is left out. */
    void dropName() {
        name = null;
        nameIsId = false;
    }

    private void beginValue() {
        if (!first) {
            text.append(',');
        }
        first = false;
        sure &= (name != null) == (open[level] != null);
        if (name != null) {
            text.append(name);
        }
        dropName();
    }

    void string(String value) {
        if (nameIsId) {
            id = value;
        }
        beginValue();
        text.append('"').append(JsonStrings.escaped("entities", value)).append('"');
    }

    void number(String value) {
        sure &= value.length() <= JsonScanner.MAX_NUMBER_LENGTH;
        word(value);
    }

    /** A value as it is: a number that is short, or a word of JSON. */
    void word(String value) {
        beginValue();
        text.append(value);
    }

    /** A part of the text that may be anything. */
    void raw(String part) {
        sure = false;
        text.append(part);
    }

    /** A value that may be anything. */
    void rawValue(String value) {
        sure = false;
        word(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
