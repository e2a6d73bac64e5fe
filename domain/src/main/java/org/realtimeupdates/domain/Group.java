package org.realtimeupdates.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A conversation of several members [RTU-12]. Only {@code id} is always there. */
public record Group(String id, @Nullable String name) implements Entity {

    public Group {
        Objects.requireNonNull(id, "id");
    }
}
