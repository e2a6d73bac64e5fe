package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.Device;

/**
 * What an app remembers, in a SQLite or PostgreSQL database: every commit that a reply relies on waits for the disk. Its tables begin
 * with {@code rtu_}; an application may have its own in the same database, and write to them in the transaction of an update by
 * {@code context.transaction().unwrap(Connection.class)}.
 *
 * <p>One client runs on a database at a time. With SQLite a locked file beside the database, {@code DATABASE-client-lock}, sees to
 * that; with PostgreSQL a connection that is held open, so that it ends when that connection is lost: a second client could run
 * then, and effects would still happen once. Thread-safe.
 */
public final class JdbcClientStore implements AutoCloseable {

    private static final String DEVICE_ID = "device-id";

    private final JdbcDatabase database;
    private final ClientLock lock;
    private final AppliedUpdates appliedUpdates;
    private final Attempts attempts;
    private final Quarantine quarantine;
    private final Outbox outbox;
    private final EntityStore entities;

    private JdbcClientStore(JdbcDatabase database, ClientLock lock, EntityCodec codec, InstantSource clock) {
        this.database = database;
        this.lock = lock;
        this.appliedUpdates = new JdbcAppliedUpdates(database, clock);
        this.attempts = new JdbcAttempts(database, clock);
        this.quarantine = new JdbcQuarantine(database, JdbcQuarantine.MAX_WITH_REF, JdbcQuarantine.MAX_WITHOUT_REF);
        this.outbox = new JdbcOutbox(database, clock, JdbcOutbox.MAX_COMMANDS);
        this.entities = new JdbcEntityStore(database, codec);
    }

    /**
     * Opens the database, and makes the tables or brings them up to date. Blocks.
     *
     * @param dataSource of a pool that has room for 6 connections or more, for instance a {@link SqliteDataSource}; stays open when
     *     the store is closed. With SQLite it needs a file, with PostgreSQL a session each connection. The store keeps one connection
     *     to PostgreSQL for itself.
     * @param codec writes entities as text and reads them again
     * @param clock tells when refs were seen and commands added
     * @throws StoreException when the database cannot be opened, is corrupted, is in use by another running client, or was made by a
     *     newer version of this adapter
     * @throws IllegalArgumentException when it is neither SQLite nor PostgreSQL
     */
    public static JdbcClientStore open(DataSource dataSource, EntityCodec codec, InstantSource clock) {
        JdbcDatabase database = JdbcDatabase.connect(dataSource);
        ClientLock lock = database.lockClient();
        try {
            database.migrate(Schema.CLIENT);
            return new JdbcClientStore(database, lock, codec, clock);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    public AppliedUpdates appliedUpdates() {
        return appliedUpdates;
    }

    public Attempts attempts() {
        return attempts;
    }

    /** Holds 10,000 updates with a ref, keeps the newest 1,000 without. */
    public Quarantine quarantine() {
        return quarantine;
    }

    /** Holds 10,000 commands. */
    public Outbox outbox() {
        return outbox;
    }

    /** The local copies of entities. What is there must fit the class of its type still when it is read. */
    public EntityStore entities() {
        return entities;
    }

    /**
     * The id of this installation of the app: the same for as long as the database lives. Blocks.
     *
     * @param ifNone makes one, of 1 to 64 characters of {@code A-Za-z0-9._-}, unless there is one
     * @throws IllegalArgumentException when what was made is no device id
     * @throws StoreException when the store is at fault
     */
    public String deviceId(Supplier<String> ifNone) {
        return database.inTransaction(transaction -> {
            Optional<String> kept = value(transaction.connection());
            return kept.isPresent() ? kept.get() : keep(transaction.connection(), ifNone.get());
        });
    }

    /** Lets another client have the database. Close the client first, and the data source after this. Idempotent. */
    @Override
    public void close() {
        lock.close();
    }

    private static Optional<String> value(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT value FROM rtu_client WHERE name = ?")) {
            select.setString(1, DEVICE_ID);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    private static String keep(Connection connection, String deviceId) throws SQLException {
        if (!Device.isValidId(deviceId)) {
            throw new IllegalArgumentException("deviceId: 1 to 64 characters of A-Za-z0-9._- are allowed");
        }
        String sql = "INSERT INTO rtu_client (name, value) VALUES (?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, DEVICE_ID);
            insert.setString(2, deviceId);
            insert.executeUpdate();
        }
        return deviceId;
    }
}
