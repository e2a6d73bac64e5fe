package org.realtimeupdates.domain;

import java.util.Objects;

/**
 * A kind of entity: its name on the wire and its Java class. Applications make their own.
 *
 * @param name the payload type on the wire; not blank, at most {@value #MAX_NAME_LENGTH} characters
 * @param javaClass a public class or record that the entity codec can read and write
 * @param <E> the Java type
 */
public record EntityType<E extends Entity>(String name, Class<E> javaClass) {

    public static final int MAX_NAME_LENGTH = 128;

    public EntityType {
        Objects.requireNonNull(javaClass, "javaClass");
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("name: 1 to " + MAX_NAME_LENGTH + " characters are allowed");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
