package org.realtimeupdates.application.client;

import java.util.Objects;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Ref;

/**
 * The update that a specific action works on.
 *
 * @param transaction the running transaction: what is written through it is committed together with the ref
 */
public record UpdateContext(AccountType account, Ref ref, Action action, boolean silent, Transaction transaction) {

    public UpdateContext {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(transaction, "transaction");
    }
}
