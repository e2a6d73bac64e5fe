package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** {@link Quarantine} in tables. */
final class JdbcQuarantine implements Quarantine {

    /** How many updates with a ref it holds. */
    static final int MAX_WITH_REF = 10_000;

    /** How many updates without a ref it keeps. */
    static final int MAX_WITHOUT_REF = 1_000;

    private final JdbcDatabase database;
    private final int maxWithRef;
    private final int maxWithoutRef;

    JdbcQuarantine(JdbcDatabase database, int maxWithRef, int maxWithoutRef) {
        this.database = database;
        this.maxWithRef = maxWithRef;
        this.maxWithoutRef = maxWithoutRef;
    }

    @Override
    public void add(Transaction transaction, QuarantinedUpdate update) {
        database.within(transaction, connection -> {
            database.dialect().takeTurns(connection, "rtu_quarantine");
            if (update.ref().isPresent()) {
                requireRoom(connection);
            }
            long position = insert(connection, update);
            if (update.ref().isEmpty()) {
                dropOldest(connection);
            } else if (update.account().isPresent()) {
                transaction.unwrap(HeldAccounts.class).add(update.account().get());
                new HeldEntities(database.dialect(), connection)
                        .add(update.account().get(), update.type(), update.ids(), position);
            }
            return position;
        });
    }

    @Override
    public boolean holds(Transaction transaction, AccountType account, String type, List<String> ids) {
        HeldAccounts accounts = transaction.unwrap(HeldAccounts.class);
        if (accounts.isEmpty(account)) {
            return false;
        }
        return database.within(transaction, connection -> {
            HeldEntities entities = new HeldEntities(database.dialect(), connection);
            return accounts.holdsAny(account, entities) && entities.isHeld(account, type, ids);
        });
    }

    @Override
    public void update(Transaction transaction, Entry entry) {
        String sql = "UPDATE rtu_quarantine SET cause = ?, reason = ?, attempts = ?, since = ? WHERE position = ?";
        QuarantinedUpdate update = entry.update();
        database.within(transaction, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, update.cause().name());
                statement.setString(2, StoredText.of(update.reason()));
                statement.setInt(3, update.attempts());
                statement.setString(4, update.since().toString());
                statement.setLong(5, entry.position());
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public void remove(Transaction transaction, long position) {
        database.within(transaction, connection -> {
            new HeldEntities(database.dialect(), connection).remove(position);
            String sql = "DELETE FROM rtu_quarantine WHERE position = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setLong(1, position);
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public List<Entry> list(long position, int max) {
        String sql = """
                SELECT position, account, ref, type, ids, cause, reason, attempts, since, text
                FROM rtu_quarantine WHERE position > ? ORDER BY position LIMIT ?
                """;
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, position);
                select.setInt(2, max);
                return entries(select);
            }
        });
    }

    private static List<Entry> entries(PreparedStatement select) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                QuarantinedUpdate update = new QuarantinedUpdate(
                        Optional.ofNullable(rows.getString("account")).flatMap(AccountType::find),
                        Optional.ofNullable(rows.getString("ref"))
                                .map(StoredText::read)
                                .map(Ref::new),
                        StoredText.read(rows.getString("type")),
                        StoredText.readAll(rows.getString("ids")),
                        QuarantinedUpdate.Cause.valueOf(rows.getString("cause")),
                        StoredText.read(rows.getString("reason")),
                        rows.getInt("attempts"),
                        Instant.parse(rows.getString("since")),
                        StoredText.read(rows.getString("text")));
                entries.add(new Entry(rows.getLong("position"), update));
            }
        }
        return entries;
    }

    private void requireRoom(Connection connection) throws SQLException {
        String sql = "SELECT count(*) FROM rtu_quarantine WHERE ref IS NOT NULL";
        try (PreparedStatement count = connection.prepareStatement(sql);
                ResultSet row = count.executeQuery()) {
            if (row.next() && row.getInt(1) >= maxWithRef) {
                throw new StoreException("the quarantine is full: " + maxWithRef + " updates are in it");
            }
        }
    }

    private static long insert(Connection connection, QuarantinedUpdate update) throws SQLException {
        String sql = """
                INSERT INTO rtu_quarantine (account, ref, type, ids, cause, reason, attempts, since, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING position
                """;
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, update.account().map(AccountType::wireName).orElse(null));
            insert.setString(
                    2, update.ref().map(ref -> StoredText.of(ref.value())).orElse(null));
            insert.setString(3, StoredText.of(update.type()));
            insert.setString(4, StoredText.ofAll(update.ids()));
            insert.setString(5, update.cause().name());
            insert.setString(6, StoredText.of(update.reason()));
            insert.setInt(7, update.attempts());
            insert.setString(8, update.since().toString());
            insert.setString(9, StoredText.of(update.text()));
            try (ResultSet row = insert.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("no position");
                }
                return row.getLong(1);
            }
        }
    }

    /** Those without a ref hold nothing. */
    private void dropOldest(Connection connection) throws SQLException {
        String sql = """
                DELETE FROM rtu_quarantine WHERE ref IS NULL AND position <=
                (SELECT position FROM rtu_quarantine WHERE ref IS NULL ORDER BY position DESC LIMIT 1 OFFSET ?)
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setInt(1, maxWithoutRef);
            delete.executeUpdate();
        }
    }
}
