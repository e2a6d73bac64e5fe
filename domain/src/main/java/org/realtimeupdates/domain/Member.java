package org.realtimeupdates.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A profile's membership of a group [RTU-12]. Only {@code id} is always there.
 *
 * @param group id of the group
 * @param profile id of the profile
 */
public record Member(
        String id,
        @Nullable String group,
        @Nullable String profile,
        @Nullable String role) implements Entity {

    public Member {
        Objects.requireNonNull(id, "id");
    }
}
