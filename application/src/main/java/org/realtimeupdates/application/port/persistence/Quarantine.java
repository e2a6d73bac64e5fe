package org.realtimeupdates.application.port.persistence;

import java.util.List;
import org.realtimeupdates.domain.AccountType;

/** Where updates wait that cannot be applied now. Bounded: when it is full, adding fails and the server keeps the update. */
public interface Quarantine extends QuarantineView {

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
     * Puts what is now known of an update in its place: tried once more, or for another reason.
     *
     * @param entry with the account, ref, type, ids and text that it has; nothing happens if its position is empty
     * @throws StoreException when the store is at fault
     */
    void update(Transaction transaction, Entry entry);

    /**
     * Takes an update out; its entities are no longer held for its sake. Nothing happens if its position is empty.
     *
     * @throws StoreException when the store is at fault
     */
    void remove(Transaction transaction, long position);
}
