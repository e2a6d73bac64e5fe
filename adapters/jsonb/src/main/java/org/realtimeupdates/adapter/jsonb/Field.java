package org.realtimeupdates.adapter.jsonb;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one known field, before it is clear whether the frame needs it.
 *
 * @param <T> what its value is read as
 */
final class Field<T> {

    private final String name;
    private final String kind;
    private int occurrences;
    private @Nullable T value;

    /**
     * A field that was not seen yet.
     *
     * @param name where it stands in the frame
     * @param kind what its value must be, for people
     */
    Field(String name, String kind) {
        this.name = name;
        this.kind = kind;
    }

    /** Notes one occurrence; null is a value of the wrong kind. */
    void seen(@Nullable T found) {
        occurrences++;
        value = found;
    }

    /** The value, when the field was there once and well typed. */
    Optional<T> once() {
        return occurrences == 1 ? Optional.ofNullable(value) : Optional.empty();
    }

    /** The value. */
    T required() {
        return optional().orElseThrow(() -> new BrokenRuleException(name + " is missing"));
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
        return new BrokenRuleException(name + " is not " + kind);
    }
}
