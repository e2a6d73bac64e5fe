package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** {@link Outbox} in a table. Commands are added one after the other: who reads on never misses one that was committed late. */
final class JdbcOutbox implements Outbox {

    /** How many commands it holds. */
    static final int MAX_COMMANDS = 10_000;

    private final JdbcDatabase database;
    private final InstantSource clock;
    private final int maxCommands;

    JdbcOutbox(JdbcDatabase database, InstantSource clock, int maxCommands) {
        this.database = database;
        this.clock = clock;
        this.maxCommands = maxCommands;
    }

    @Override
    public void add(AccountType account, Command command) {
        Ref ref = refOf(command);
        database.inTransaction(transaction -> addOnce(transaction.connection(), account, command, ref));
    }

    @Override
    public void add(Transaction transaction, AccountType account, Command command) {
        Ref ref = refOf(command);
        database.within(transaction, connection -> addOnce(connection, account, command, ref));
    }

    @Override
    public List<Entry> list(long position, int max) {
        String sql = """
                SELECT position, ref, account, name, arguments, since
                FROM rtu_outbox WHERE position > ? ORDER BY position LIMIT ?
                """;
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, position);
                select.setInt(2, max);
                return entries(select);
            }
        });
    }

    /** Not durable at once: a command that comes back is sent once more, and the server knows its ref. */
    @Override
    public void remove(Ref ref) {
        database.inRelaxedTransaction(transaction -> {
            String sql = "DELETE FROM rtu_outbox WHERE ref = ?";
            try (PreparedStatement delete = transaction.connection().prepareStatement(sql)) {
                delete.setString(1, StoredText.of(ref.value()));
                return delete.executeUpdate();
            }
        });
    }

    /** Whether it was added. */
    private boolean addOnce(Connection connection, AccountType account, Command command, Ref ref) throws SQLException {
        database.dialect().takeTurns(connection, "rtu_outbox");
        if (count(connection, Optional.of(ref)) > 0) {
            return false;
        }
        if (count(connection, Optional.empty()) >= maxCommands) {
            throw new StoreException("the outbox is full: " + maxCommands + " commands wait");
        }
        String sql = "INSERT INTO rtu_outbox (ref, account, name, arguments, since) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, StoredText.of(ref.value()));
            insert.setString(2, account.wireName());
            insert.setString(3, StoredText.of(command.name()));
            insert.setString(4, StoredText.of(command.arguments()));
            insert.setString(5, clock.instant().toString());
            return insert.executeUpdate() > 0;
        }
    }

    private static int count(Connection connection, Optional<Ref> only) throws SQLException {
        String sql = "SELECT count(*) FROM rtu_outbox" + (only.isPresent() ? " WHERE ref = ?" : "");
        try (PreparedStatement count = connection.prepareStatement(sql)) {
            if (only.isPresent()) {
                count.setString(1, StoredText.of(only.get().value()));
            }
            try (ResultSet row = count.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static List<Entry> entries(PreparedStatement select) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                Command command = new Command(
                        StoredText.read(rows.getString("name")),
                        StoredText.read(rows.getString("arguments")),
                        Optional.of(new Ref(StoredText.read(rows.getString("ref")))));
                entries.add(new Entry(
                        rows.getLong("position"),
                        AccountType.find(rows.getString("account")).orElseThrow(),
                        command,
                        Instant.parse(rows.getString("since"))));
            }
        }
        return entries;
    }

    private static Ref refOf(Command command) {
        return command.ref().orElseThrow(() -> new IllegalArgumentException("command: must have a ref"));
    }
}
