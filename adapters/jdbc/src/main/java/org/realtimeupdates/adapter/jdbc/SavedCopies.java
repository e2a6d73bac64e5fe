package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;

/**
 * The copies of entities that the effects of one transaction save, in the table {@code rtu_entity}. They are gathered, and written as one
 * batch before anything else is done in the transaction, or at its end. One thread.
 */
final class SavedCopies {

    private static final String UPSERT = """
            INSERT INTO rtu_entity (account, type, id, json) VALUES (?, ?, ?, ?)
            ON CONFLICT (account, type, id) DO UPDATE SET json = excluded.json
            """;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<Key, String> unwritten = new LinkedHashMap<>();
    private boolean gathering;
    private @Nullable StoreException failure;

    SavedCopies(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** From now on they are gathered. */
    void gather() {
        gathering = true;
    }

    /**
     * From now on each is written when it is saved: somebody else looks at the database through the transaction.
     *
     * @throws StoreException as {@link #write}
     */
    void writeAtOnce() {
        gathering = false;
        write();
    }

    /** Takes the place of an earlier copy. */
    void save(AccountType account, String type, String id, String json) {
        unwritten.put(new Key(account.wireName(), StoredText.key(type), StoredText.key(id)), StoredText.of(json));
        if (!gathering) {
            write();
        }
    }

    /**
     * Writes what is gathered.
     *
     * @throws StoreException when the store is at fault, now or before; the transaction must not commit then
     */
    void write() {
        requireUnbroken();
        try {
            Batch.run(connection, UPSERT, unwritten.entrySet(), (upsert, copy) -> {
                upsert.setString(1, copy.getKey().account());
                upsert.setString(2, copy.getKey().type());
                upsert.setString(3, copy.getKey().id());
                upsert.setString(4, copy.getValue());
            });
            unwritten.clear();
        } catch (SQLException e) {
            failure = JdbcDatabase.storeException(dialect, e);
            throw failure;
        }
    }

    /** Throws the failure of an earlier write again, for those who have passed it over. */
    void requireUnbroken() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Of a row, as stored. */
    private record Key(String account, String type, String id) {}
}
