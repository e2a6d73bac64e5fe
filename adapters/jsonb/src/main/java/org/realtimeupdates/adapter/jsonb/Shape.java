package org.realtimeupdates.adapter.jsonb;

import org.realtimeupdates.adapter.json.TextTable;

/**
 * What JSON a Java type is read from, as far as that is certain. JSON-B reads {@code "7"} as a number, {@code 1} as a
 * string, null as anything and a number too large as another one; the protocol calls all of them mistyped [RTU-2].
 */
sealed interface Shape {

    /** Not certain: JSON-B decides what may be there; null may not. */
    record Unknown() implements Shape {}

    /**
     * A string.
     *
     * @param javaClass what is made of it
     */
    record Text(Class<?> javaClass) implements Shape {}

    /** A boolean. */
    record Flag() implements Shape {}

    /**
     * A number.
     *
     * @param javaClass what must be able to hold it; a primitive's wrapper
     */
    record Numeric(Class<?> javaClass) implements Shape {}

    /** An array of values of one shape. */
    record Elements(Shape element) implements Shape {}

    /** An object with any keys, and values of one shape. */
    record Dictionary(Shape value) implements Shape {}

    /**
     * An object with the properties of a class.
     *
     * @param javaClass what is made of it
     */
    record Properties(Class<?> javaClass) implements Shape {

        /** Its known properties by their name in JSON. */
        TextTable<Property> known() {
            return KnownProperties.of(javaClass);
        }
    }
}
