package org.realtimeupdates.domain;

import java.util.Objects;
import java.util.Optional;

/**
 * Whom an update is for: every known device of a user, or one device [RTU-30].
 *
 * @param user not blank
 * @param device the id of the one device; empty for all known ones
 */
public record Recipient(String user, Optional<String> device) {

    public Recipient {
        Objects.requireNonNull(device, "device");
        checkUser(user);
        device.ifPresent(id -> new Device(user, id));
    }

    /** Every device of that user that is known when the update is published. */
    public static Recipient user(String user) {
        return new Recipient(user, Optional.empty());
    }

    /** That one device; it becomes known by this if it is not yet. */
    public static Recipient device(String user, String device) {
        return new Recipient(user, Optional.of(device));
    }

    static void checkUser(String user) {
        if (user.isBlank()) {
            throw new IllegalArgumentException("user: must not be blank");
        }
    }
}
