package org.realtimeupdates.example;

import org.realtimeupdates.application.port.persistence.Transaction;

/**
 * An application's own table: unread messages of each group. With a JDBC store its implementation takes the
 * {@code java.sql.Connection} out of the transaction, so that its rows commit together with the ref.
 */
@FunctionalInterface
interface UnreadCounts {

    void increment(Transaction transaction, String group) throws Exception;
}
