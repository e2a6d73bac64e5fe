package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** {@link UnappliedUpdates} in a database: the newest {@value #MAX_NOTED} of each mailbox. */
final class JdbcUnappliedUpdates implements UnappliedUpdates {

    private static final int MAX_NOTED = 1_000;

    private final JdbcDatabase database;
    private final InstantSource clock;

    JdbcUnappliedUpdates(JdbcDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void record(Mailbox mailbox, Collection<Ref> refs, UpdateOutcome outcome) {
        if (outcome == UpdateOutcome.PROCESSED) {
            throw new IllegalArgumentException("outcome: processed updates are not noted");
        }
        if (refs.isEmpty()) {
            return;
        }
        long now = clock.instant().toEpochMilli();
        database.<Integer, RuntimeException>inRelaxedTransaction(transaction -> {
            insert(transaction.connection(), mailbox, refs, outcome, now);
            return forgetOldest(transaction.connection(), mailbox);
        });
    }

    private static void insert(
            Connection connection, Mailbox mailbox, Collection<Ref> refs, UpdateOutcome outcome, long now)
            throws SQLException {
        String sql = """
                INSERT INTO rtu_unapplied (user_name, device, account, ref, outcome, since) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (user_name, device, account, ref) DO NOTHING
                """;
        Batch.run(connection, sql, refs, (insert, ref) -> {
            setMailbox(insert, 1, mailbox);
            insert.setString(4, StoredText.of(ref.value()));
            insert.setString(5, outcome.wireName());
            insert.setLong(6, now);
        });
    }

    private static int forgetOldest(Connection connection, Mailbox mailbox) throws SQLException {
        String sql = """
                DELETE FROM rtu_unapplied
                WHERE user_name = ? AND device = ? AND account = ? AND id <= (
                    SELECT id FROM rtu_unapplied WHERE user_name = ? AND device = ? AND account = ?
                    ORDER BY id DESC LIMIT 1 OFFSET ?
                )
                """;
        try (PreparedStatement delete = connection.prepareStatement(sql)) {
            setMailbox(delete, 1, mailbox);
            setMailbox(delete, 4, mailbox);
            delete.setInt(7, MAX_NOTED);
            return delete.executeUpdate();
        }
    }

    @Override
    public List<Unapplied> list(Mailbox mailbox, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        String sql = """
                SELECT ref, outcome, since FROM rtu_unapplied
                WHERE user_name = ? AND device = ? AND account = ? ORDER BY id DESC LIMIT ?
                """;
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                setMailbox(select, 1, mailbox);
                select.setInt(4, max);
                List<Unapplied> noted = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        Ref ref = new Ref(StoredText.read(row.getString(1)));
                        Instant since = Instant.ofEpochMilli(row.getLong(3));
                        noted.add(new Unapplied(ref, outcome(row.getString(2)), since));
                    }
                }
                return noted;
            }
        });
    }

    private static UpdateOutcome outcome(String stored) {
        return UpdateOutcome.find(stored)
                .orElseThrow(() -> new StoreException("the database holds an outcome that this program does not know"));
    }

    @Override
    public int count(Mailbox mailbox) {
        String sql = "SELECT COUNT(*) FROM rtu_unapplied WHERE user_name = ? AND device = ? AND account = ?";
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                setMailbox(select, 1, mailbox);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    private static void setMailbox(PreparedStatement statement, int index, Mailbox mailbox) throws SQLException {
        statement.setString(index, StoredText.of(mailbox.device().user()));
        statement.setString(index + 1, StoredText.of(mailbox.device().id()));
        statement.setString(index + 2, mailbox.account().wireName());
    }
}
