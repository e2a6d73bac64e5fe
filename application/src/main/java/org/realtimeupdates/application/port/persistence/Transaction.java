package org.realtimeupdates.application.port.persistence;

/** A running transaction of a store. Valid until the work that it was given to returns; one thread. */
public interface Transaction {

    /**
     * The store's own handle of the transaction, so that an application's rows commit together with the ref: a
     * {@code java.sql.Connection} with a JDBC store. Do not commit, roll back or close it.
     *
     * @throws IllegalArgumentException when this store has no handle of that type
     */
    <T> T unwrap(Class<T> type);

    /**
     * Runs the task after the commit, on the thread that commits, in the order given; never if the transaction is rolled back.
     * What it throws is logged and changes nothing. It does not survive a crash: what must is a row of the transaction.
     */
    void afterCommit(Runnable task);
}
