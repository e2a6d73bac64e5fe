package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** Rows of one account by their refs, on a running connection. */
record RefRows(Dialect dialect, Connection connection, AccountType account) {

    /**
     * What is known of refs, for those that have a row.
     *
     * @param table with the columns account and ref
     */
    <V> Map<Ref, V> find(String table, String column, List<Ref> refs, Value<V> value) throws SQLException {
        Map<Ref, V> found = new HashMap<>();
        String sql = "SELECT ref, " + column + " FROM " + table + " WHERE account = ? AND ref " + dialect.isAmong();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            setRefs(select, refs);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.put(new Ref(StoredText.read(rows.getString(1))), value.read(rows));
                }
            }
        }
        return found;
    }

    private void setRefs(PreparedStatement statement, Collection<Ref> refs) throws SQLException {
        statement.setString(1, account.wireName());
        List<String> texts =
                refs.stream().map(ref -> StoredText.of(ref.value())).toList();
        dialect.setTexts(statement, 2, texts);
    }

    /**
     * Runs a statement for each ref, as one batch.
     *
     * @param sql its first parameters are the account and the ref
     * @param others sets those after them
     */
    void forEach(String sql, Collection<Ref> refs, Parameters others) throws SQLException {
        if (refs.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Ref ref : refs) {
                statement.setString(1, account.wireName());
                statement.setString(2, StoredText.of(ref.value()));
                others.set(statement, ref);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /** What a row says, in its second column. */
    @FunctionalInterface
    interface Value<V> {
        V read(ResultSet row) throws SQLException;
    }

    /** Parameters from the third on. */
    @FunctionalInterface
    interface Parameters {
        void set(PreparedStatement statement, Ref ref) throws SQLException;
    }
}
