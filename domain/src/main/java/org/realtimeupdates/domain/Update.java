package org.realtimeupdates.domain;

import java.util.Objects;

/**
 * A change that the server tells the app about [RTU-10].
 *
 * @param ref its key, unique for ever within a device and account
 * @param silent whether the in-app notification is suppressed [RTU-13]
 * @param action what happened to the entities
 * @param payload the entities; of an {@code update} as they are now, whole; of a {@code delete} at least their ids
 */
public record Update(Ref ref, boolean silent, Action action, UpdatePayload payload) implements Payload {

    public Update {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(payload, "payload");
    }
}
