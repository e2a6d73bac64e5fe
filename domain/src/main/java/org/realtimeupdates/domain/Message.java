package org.realtimeupdates.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message in a conversation [RTU-12]. Only {@code id} is always there.
 *
 * @param group id of the group it was sent to
 * @param sender id of the profile that sent it
 */
public record Message(
        String id,
        @Nullable String group,
        @Nullable String sender,
        @Nullable String text,
        @Nullable Instant sentAt) implements Entity {

    public Message {
        Objects.requireNonNull(id, "id");
    }
}
