package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import org.realtimeupdates.domain.AccountType;

/** The entities of updates in quarantine, in the table {@code rtu_held}, on a running connection. */
record HeldEntities(Dialect dialect, Connection connection) {

    /** Whether anything is there. */
    boolean isAnyHeld(AccountType account) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT 1 FROM rtu_held WHERE account = ? LIMIT 1")) {
            select.setString(1, account.wireName());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whether an update of one of these entities is there. */
    boolean isHeld(AccountType account, String type, List<String> ids) throws SQLException {
        if (ids.isEmpty()) {
            return false;
        }
        String sql = "SELECT 1 FROM rtu_held WHERE account = ? AND type = ? AND id " + dialect.isAmong() + " LIMIT 1";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, account.wireName());
            select.setString(2, StoredText.key(type));
            dialect.setTexts(select, 3, ids.stream().map(StoredText::key).toList());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Holds them for the update in that place. */
    void add(AccountType account, String type, List<String> ids, long position) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        String sql = "INSERT INTO rtu_held (account, type, id, position) VALUES (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (String id : new LinkedHashSet<>(ids)) {
                insert.setString(1, account.wireName());
                insert.setString(2, StoredText.key(type));
                insert.setString(3, StoredText.key(id));
                insert.setLong(4, position);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Holds nothing any more for the update in that place. */
    void remove(long position) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM rtu_held WHERE position = ?")) {
            delete.setLong(1, position);
            delete.executeUpdate();
        }
    }
}
