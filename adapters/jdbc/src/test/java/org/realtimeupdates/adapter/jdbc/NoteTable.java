package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** A table of an application, and effects that write to it. */
final class NoteTable {

    /** Texts must be different. */
    static final String CREATE = "CREATE TABLE note (text VARCHAR(2000000) PRIMARY KEY)";

    static final String COUNT = "SELECT count(*) FROM note";

    private NoteTable() {}

    /** Writes the ref's text. */
    static Effect noting(String ref) {
        return effect(ref, connection -> insert(connection, ref));
    }

    /** Does that with the running connection. */
    static Effect effect(String ref, Work work) {
        return inTransaction(ref, transaction -> work.run(transaction.unwrap(Connection.class)));
    }

    /** Does that in the running transaction. */
    static Effect inTransaction(String ref, TransactionWork work) {
        return new Effect(Optional.of(new Ref(ref)), transaction -> {
            work.run(transaction);
            return UpdateOutcome.PROCESSED;
        });
    }

    static void insert(Connection connection, String text) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO note (text) VALUES (?)")) {
            insert.setString(1, text);
            insert.executeUpdate();
        }
    }

    /** What an effect does with the connection. */
    @FunctionalInterface
    interface Work {
        void run(Connection connection) throws Exception;
    }

    /** What an effect does in its transaction. */
    @FunctionalInterface
    interface TransactionWork {
        void run(Transaction transaction) throws Exception;
    }
}
