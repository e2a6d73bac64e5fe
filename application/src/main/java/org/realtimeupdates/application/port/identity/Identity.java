package org.realtimeupdates.application.port.identity;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose token it is, and how long that holds.
 *
 * @param user not blank
 * @param validFor positive, from now on; more than {@link #MAX_VALIDITY} counts as that; empty when it has no end
 */
public record Identity(String user, Optional<Duration> validFor) {

    /** The longest time that is waited for an end. */
    public static final Duration MAX_VALIDITY = Duration.ofDays(366);

    public Identity {
        if (user.isBlank()) {
            throw new IllegalArgumentException("user: must not be blank");
        }
        Objects.requireNonNull(validFor, "validFor");
        if (validFor.filter(time -> time.isZero() || time.isNegative()).isPresent()) {
            throw new IllegalArgumentException("validFor: must be positive, got " + validFor.get());
        }
        validFor = validFor.map(time -> time.compareTo(MAX_VALIDITY) > 0 ? MAX_VALIDITY : time);
    }

    /** One without an end. */
    public static Identity of(String user) {
        return new Identity(user, Optional.empty());
    }

    /** One that ends after that time, which is positive. */
    public static Identity of(String user, Duration validFor) {
        return new Identity(user, Optional.of(validFor));
    }
}
