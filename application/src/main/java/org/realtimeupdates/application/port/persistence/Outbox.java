package org.realtimeupdates.application.port.persistence;

import java.util.List;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** Commands of the app that the server has not answered yet [RTU-40]. Bounded. Callable from any thread; may block. */
public interface Outbox {

    /**
     * Keeps the command behind the earlier ones, durably, as far as this store promises. A ref that is kept already changes
     * nothing.
     *
     * @param command has a ref
     * @throws StoreException when the store is at fault, or the outbox is full
     */
    void add(AccountType account, Command command);

    /**
     * All commands in the order they were added.
     *
     * @throws StoreException when the store is at fault
     */
    List<Entry> pending();

    /**
     * Forgets the command; nothing happens if there is none.
     *
     * @throws StoreException when the store is at fault
     */
    void remove(Ref ref);

    /** A command that waits. */
    record Entry(AccountType account, Command command) {}
}
