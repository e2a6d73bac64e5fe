package org.realtimeupdates.application.port.persistence;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;

/** The app's local copy of the entities, to read. Callable from any thread; sees what is committed; may block. */
public interface EntityCopies {

    /**
     * The copy of that entity, if there is one.
     *
     * @throws StoreException when the store is at fault
     */
    <E extends Entity> Optional<E> find(AccountType account, EntityType<E> type, String id);

    /**
     * All copies of that type, in the order of their ids.
     *
     * @throws StoreException when the store is at fault
     */
    <E extends Entity> List<E> list(AccountType account, EntityType<E> type);
}
