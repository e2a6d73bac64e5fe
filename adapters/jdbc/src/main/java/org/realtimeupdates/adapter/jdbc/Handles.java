package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import org.realtimeupdates.application.port.persistence.Transaction;

/** What {@link Transaction#unwrap} of this adapter gives. */
final class Handles {

    private Handles() {}

    /**
     * The connection, if that is the type asked for.
     *
     * @throws IllegalArgumentException if it is not
     */
    static <T> T connection(Class<T> type, Connection connection) {
        if (type != Connection.class) {
            throw new IllegalArgumentException("a JDBC transaction has no handle of type " + type.getName()
                    + ", only of " + Connection.class.getName());
        }
        return type.cast(connection);
    }
}
