package org.realtimeupdates.application.port.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
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
     * As {@link #add(AccountType, Command)}, in the running transaction of the store: kept if and only if that commits.
     *
     * @throws StoreException when the store is at fault, or the outbox is full
     */
    void add(Transaction transaction, AccountType account, Command command);

    /**
     * The commands that are kept, in the order they were added.
     *
     * @param position only later ones; 0 for all
     * @param max how many at most; positive
     * @throws StoreException when the store is at fault
     */
    List<Entry> list(long position, int max);

    /**
     * Forgets the command; nothing happens if there is none.
     *
     * @throws StoreException when the store is at fault
     */
    void remove(Ref ref);

    /**
     * A command that waits.
     *
     * @param position its place: higher was added later; never used again
     * @param since when it was added
     */
    record Entry(long position, AccountType account, Command command, Instant since) {
        public Entry {
            Objects.requireNonNull(account, "account");
            Objects.requireNonNull(command, "command");
            Objects.requireNonNull(since, "since");
        }
    }
}
