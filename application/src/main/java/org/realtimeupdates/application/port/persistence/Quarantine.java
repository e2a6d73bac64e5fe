package org.realtimeupdates.application.port.persistence;

import java.util.List;
import org.realtimeupdates.domain.AccountType;

/** Where updates wait that cannot be applied now. Bounded: when it is full, adding fails and the server keeps the update. */
public interface Quarantine {

    /**
     * Sets an update aside, in the transaction that remembers its ref. Of those without a ref (the server still has them)
     * only the newest are kept.
     *
     * @throws StoreException when the store is at fault, or the quarantine is full
     */
    void add(Transaction transaction, QuarantinedUpdate update);

    /**
     * Whether an update of one of these entities is in quarantine, this transaction's own writes included.
     *
     * @throws StoreException when the store is at fault
     */
    boolean holds(Transaction transaction, AccountType account, String type, List<String> ids);

    /**
     * The updates in quarantine, in the order they came; callable from any thread, sees what is committed.
     *
     * @param max how many at most, from the oldest
     * @throws StoreException when the store is at fault
     */
    List<QuarantinedUpdate> list(int max);
}
