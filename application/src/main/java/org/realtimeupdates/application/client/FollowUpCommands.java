package org.realtimeupdates.application.client;

import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;

/** How specific actions send commands: as part of the transaction that remembers the update's ref. */
@FunctionalInterface
public interface FollowUpCommands {

    /**
     * Keeps a command in the outbox if and only if the transaction commits, and sends it then.
     *
     * @throws IllegalArgumentException when a server would refuse the command
     * @throws org.realtimeupdates.application.port.persistence.StoreException when the outbox is full or at fault
     */
    void send(Transaction transaction, AccountType account, Command command);
}
