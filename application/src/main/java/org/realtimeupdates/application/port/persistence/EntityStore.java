package org.realtimeupdates.application.port.persistence;

import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;

/** The app's local copy of the entities, to write: inside the transaction that remembers the ref. May block. */
public interface EntityStore extends EntityCopies {

    /**
     * Puts the entity in the place of the one with its id, if any.
     *
     * @throws StoreException when the store is at fault
     */
    <E extends Entity> void save(Transaction transaction, AccountType account, EntityType<E> type, E entity);

    /**
     * Removes the entity with that id; nothing happens if there is none.
     *
     * @throws StoreException when the store is at fault
     */
    void delete(Transaction transaction, AccountType account, EntityType<?> type, String id);

    /**
     * Removes all entities of that account.
     *
     * @throws StoreException when the store is at fault
     */
    void clear(Transaction transaction, AccountType account);
}
