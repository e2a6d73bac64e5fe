package org.realtimeupdates.application.server;

import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdatePayload;

/**
 * An update to publish.
 *
 * @param ref an idempotency key; without one the server makes one, and publishing again is another update [RTU-11]
 * @param silent whether the in-app notification is suppressed [RTU-13]
 */
public record Publication(
        Recipient to, AccountType account, Optional<Ref> ref, boolean silent, Action action, UpdatePayload payload) {

    public Publication {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(payload, "payload");
    }

    /** An update that is not silent, under a ref of the server's. */
    public static Publication of(Recipient to, AccountType account, Action action, UpdatePayload payload) {
        return new Publication(to, account, Optional.empty(), false, action, payload);
    }

    /** The same for one entity. */
    public static <E extends Entity> Publication of(
            Recipient to, AccountType account, Action action, EntityType<E> type, E entity) {
        return of(to, account, action, Entities.of(type, entity));
    }

    /** The same without an in-app notification. */
    public Publication silently() {
        return new Publication(to, account, ref, true, action, payload);
    }

    /** The same under an idempotency key. */
    public Publication withRef(Ref key) {
        return new Publication(to, account, Optional.of(key), silent, action, payload);
    }
}
