package org.realtimeupdates.application.port.persistence;

/** Lets go of what a server's store has kept long enough. Callable from any thread; may block. */
@FunctionalInterface
public interface Expiry {

    /**
     * Does a bounded part of the work, in small transactions: updates that waited too long are let go together with all that waits in
     * their mailbox, and an update that says so takes their place [RTU-15]; refs [RTU-11] and outcomes of commands [RTU-40] are
     * forgotten once they were remembered long enough.
     *
     * @return whether there may be more to do at once
     * @throws StoreException when the store is at fault
     */
    boolean expire();
}
