package org.realtimeupdates.adapter.jsonb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.json.BrokenRuleException;

/**
 * What was seen of one known field, before it is clear whether the frame needs it.
 *
 * @param <T> what its value is read as
 */
final class Field<T> {

    private final String path;
    private final String name;
    private final String kind;
    private int occurrences;
    private @Nullable T value;

    /**
     * A field that was not seen yet.
     *
     * @param path of the object it stands in, ended by a point; empty for the frame
     * @param name its own
     * @param kind what its value must be, for people
     */
    Field(String path, String name, String kind) {
        this.path = path;
        this.name = name;
        this.kind = kind;
    }

    /** Forgets what was seen. */
    void clear() {
        occurrences = 0;
        value = null;
    }

    /** Notes one occurrence; null is a value of the wrong kind. */
    void seen(@Nullable T found) {
        occurrences++;
        value = found;
    }

    /** The value, when the field was there once and well typed; null otherwise. */
    @Nullable
    T once() {
        return occurrences == 1 ? value : null;
    }

    /** The value. */
    T required() {
        T found = value;
        if (found == null) {
            throw occurrences > 0 ? mistyped() : new BrokenRuleException(path + name + " is missing");
        }
        return found;
    }

    /** The value; empty when the field was not there. A value of the wrong kind breaks a rule all the same. */
    Optional<T> optional() {
        if (occurrences > 0 && value == null) {
            throw mistyped();
        }
        return Optional.ofNullable(value);
    }

    /** To be thrown for a value that is not of the kind. */
    BrokenRuleException mistyped() {
        return new BrokenRuleException(path + name + " is not " + kind);
    }
}
