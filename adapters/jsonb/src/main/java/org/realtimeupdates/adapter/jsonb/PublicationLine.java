package org.realtimeupdates.adapter.jsonb;

import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.RawEntities;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/**
 * An update to be published, and for whom.
 *
 * @param ref the publisher's idempotency key; empty: the server makes one
 * @param payload the entities as they were written
 */
public record PublicationLine(
        Recipient to, AccountType account, Optional<Ref> ref, boolean silent, Action action, RawEntities payload) {

    public PublicationLine {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(payload, "payload");
    }
}
