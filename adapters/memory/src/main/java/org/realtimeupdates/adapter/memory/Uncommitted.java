package org.realtimeupdates.adapter.memory;

import org.realtimeupdates.application.port.persistence.StoreException;

/** What a transaction wrote to one place of its database. */
interface Uncommitted {

    /**
     * Makes room for it, or throws. Asked of all before anything is published.
     *
     * @throws StoreException when it has no room
     */
    void requireRoom();

    /** Makes it visible. Called under the database's write lock. */
    void publish();
}
