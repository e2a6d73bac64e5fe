package org.realtimeupdates.adapter.jsonb;

/**
 * A property that JSON-B reads of a class.
 *
 * @param name its name in JSON
 * @param shape what its value is read from
 */
record Property(String name, Shape shape) {

    /** Stands for every key that no property has. */
    static final Property UNKNOWN = new Property("", new Shape.Unknown());
}
