package org.realtimeupdates.application.port.persistence;

/** The running transaction of the app's store. Valid until the effect that it was given to returns; one thread. */
public interface Transaction {

    /**
     * The store's own handle of the transaction, so that an application's rows commit together with the ref: a
     * {@code java.sql.Connection} with a JDBC store. Do not commit, roll back or close it.
     *
     * @throws IllegalArgumentException when this store has no handle of that type
     */
    <T> T unwrap(Class<T> type);
}
