package org.realtimeupdates.adapter.jdbc;

import org.realtimeupdates.application.port.persistence.StoreException;

/** The place of the one client that runs on a database; free again when it is closed or its process ends. */
interface ClientLock extends AutoCloseable {

    /** Idempotent. */
    @Override
    void close();

    /** Why a second client cannot run. */
    static StoreException taken() {
        return new StoreException("the database is in use by another running client");
    }
}
