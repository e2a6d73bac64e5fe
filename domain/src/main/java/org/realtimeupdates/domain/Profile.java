package org.realtimeupdates.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A person [RTU-12]. Only {@code id} is always there. */
public record Profile(
        String id,
        @Nullable String name,
        @Nullable String about,
        @Nullable String avatar) implements Entity {

    public Profile {
        Objects.requireNonNull(id, "id");
    }
}
