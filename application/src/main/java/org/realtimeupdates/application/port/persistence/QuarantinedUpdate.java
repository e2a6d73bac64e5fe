package org.realtimeupdates.application.port.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * An update that was set aside.
 *
 * @param account empty where it could not be read
 * @param ref empty where it could not be read
 * @param type its payload type; empty where unreadable
 * @param ids the ids of its entities, as far as readable
 * @param cause why it is here
 * @param reason the same for people; may quote what the exception of a specific action says
 * @param attempts how often it was tried
 * @param since when it was set aside
 * @param text the frame as it was sent
 */
public record QuarantinedUpdate(
        Optional<AccountType> account,
        Optional<Ref> ref,
        String type,
        List<String> ids,
        Cause cause,
        String reason,
        int attempts,
        Instant since,
        String text) {

    /** Why an update is in quarantine. */
    public enum Cause {
        /** This app does not know its action or type [RTU-14]. */
        UNSUPPORTED,
        /** It breaks a rule of the protocol [RTU-3]. */
        MALFORMED,
        /** Its specific action failed again and again [RTU-33]. */
        FAILED,
        /** An earlier update of the same entity is in quarantine [RTU-33]. */
        HELD
    }

    public QuarantinedUpdate {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(text, "text");
        ids = List.copyOf(ids);
    }

    /** The same with one more try. */
    public QuarantinedUpdate counted() {
        return new QuarantinedUpdate(account, ref, type, ids, cause, reason, attempts + 1, since, text);
    }

    /** The same after it failed so many times. */
    public QuarantinedUpdate tried(int times, String failure) {
        return new QuarantinedUpdate(account, ref, type, ids, Cause.FAILED, failure, times, since, text);
    }

    /** Leaves the content out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "QuarantinedUpdate[" + ref.map(Ref::value).orElse("no ref") + ", " + cause + ", " + reason + "]";
    }
}
