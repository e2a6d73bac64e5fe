package org.realtimeupdates.application.client;

import java.util.Objects;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/**
 * The update that a specific action works on.
 *
 * @param transaction the running transaction: what is written through it is committed together with the ref
 * @param commands how {@link #send} sends
 */
public record UpdateContext(
        AccountType account,
        Ref ref,
        Action action,
        boolean silent,
        Transaction transaction,
        FollowUpCommands commands) {

    public UpdateContext {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(transaction, "transaction");
        Objects.requireNonNull(commands, "commands");
    }

    /**
     * Sends a command of this account if and only if the running transaction commits; kept in the outbox with it.
     *
     * @throws IllegalArgumentException when a server would refuse the command
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the outbox is full or at fault
     */
    public void send(Command command) {
        commands.send(transaction, account, command);
    }
}
