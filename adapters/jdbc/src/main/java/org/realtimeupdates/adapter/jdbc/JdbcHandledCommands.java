package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** {@link HandledCommands} in a database. The row of a command is locked while it is handled. */
final class JdbcHandledCommands implements HandledCommands {

    private static final String PROCESSED = "processed";
    private static final String REJECTED = "rejected";

    private final JdbcDatabase database;
    private final InstantSource clock;

    JdbcHandledCommands(JdbcDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public CommandOutcome handleOnce(Device device, Optional<Ref> ref, Handler handler) throws Exception {
        try {
            return database.<CommandOutcome, HandlerFailedException>inTransaction(transaction -> {
                if (ref.isEmpty()) {
                    return handle(transaction, handler);
                }
                Optional<CommandOutcome> recorded = lock(transaction.connection(), device, ref.get());
                if (recorded.isPresent()) {
                    return recorded.get();
                }
                CommandOutcome outcome = handle(transaction, handler);
                record(transaction.connection(), device, ref.get(), outcome);
                return outcome;
            });
        } catch (HandlerFailedException e) {
            throw e.failure();
        }
    }

    private CommandOutcome handle(JdbcTransaction transaction, Handler handler) throws HandlerFailedException {
        try {
            return handler.handle(transaction);
        } catch (Exception e) {
            String fault = e instanceof StoreException ? "" : database.dialect().storeFault(e);
            if (fault.isEmpty()) {
                throw new HandlerFailedException(e);
            }
            throw new StoreException(fault, e);
        }
    }

    private Optional<CommandOutcome> lock(Connection connection, Device device, Ref ref) throws SQLException {
        String sql = """
                INSERT INTO rtu_handled (user_name, device, ref, attempts, changed) VALUES (?, ?, ?, 0, ?)
                ON CONFLICT (user_name, device, ref) DO UPDATE SET attempts = rtu_handled.attempts
                RETURNING outcome, reason
                """;
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            setCommand(upsert, 1, device, ref);
            upsert.setLong(4, clock.instant().toEpochMilli());
            try (ResultSet row = upsert.executeQuery()) {
                row.next();
                return outcome(row.getString(1), row.getString(2));
            }
        }
    }

    private static Optional<CommandOutcome> outcome(@Nullable String outcome, @Nullable String reason) {
        if (outcome == null) {
            return Optional.empty();
        }
        return switch (outcome) {
            case PROCESSED -> Optional.of(CommandOutcome.processed());
            case REJECTED -> Optional.of(CommandOutcome.rejected(reason == null ? "" : StoredText.read(reason)));
            default -> throw new StoreException("the database holds an outcome that this program does not know");
        };
    }

    private void record(Connection connection, Device device, Ref ref, CommandOutcome outcome)
            throws SQLException, HandlerFailedException {
        String sql = """
                UPDATE rtu_handled SET outcome = ?, reason = ?, attempts = 0, changed = ?
                WHERE user_name = ? AND device = ? AND ref = ?
                """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            if (outcome instanceof CommandOutcome.Rejected rejected) {
                update.setString(1, REJECTED);
                update.setString(2, StoredText.of(rejected.reason()));
            } else if (outcome instanceof CommandOutcome.Processed) {
                update.setString(1, PROCESSED);
                update.setString(2, null);
            } else {
                throw new IllegalArgumentException("outcome: a command is processed or rejected");
            }
            update.setLong(3, clock.instant().toEpochMilli());
            setCommand(update, 4, device, ref);
            update.executeUpdate();
        } catch (SQLException e) {
            if (database.dialect().followsAnEarlierFault(e)) {
                throw new HandlerFailedException(new IllegalStateException(
                        "the command handler went on after a statement of its had failed", e));
            }
            throw e;
        }
    }

    @Override
    public int countAttempt(Device device, Ref ref) {
        String sql = """
                INSERT INTO rtu_handled (user_name, device, ref, attempts, changed) VALUES (?, ?, ?, 1, ?)
                ON CONFLICT (user_name, device, ref)
                DO UPDATE SET attempts = rtu_handled.attempts + 1, changed = excluded.changed
                RETURNING attempts
                """;
        return database.<Integer, RuntimeException>inTransaction(transaction -> {
            try (PreparedStatement upsert = transaction.connection().prepareStatement(sql)) {
                setCommand(upsert, 1, device, ref);
                upsert.setLong(4, clock.instant().toEpochMilli());
                try (ResultSet row = upsert.executeQuery()) {
                    row.next();
                    return row.getInt(1);
                }
            }
        });
    }

    private static void setCommand(PreparedStatement statement, int index, Device device, Ref ref) throws SQLException {
        statement.setString(index, StoredText.of(device.user()));
        statement.setString(index + 1, StoredText.of(device.id()));
        statement.setString(index + 2, StoredText.of(ref.value()));
    }

    /** Carries what a handler threw out of the transaction. */
    private static final class HandlerFailedException extends Exception {

        private static final long serialVersionUID = 1L;

        private final Exception failure;

        HandlerFailedException(Exception failure) {
            super(failure);
            this.failure = failure;
        }

        Exception failure() {
            return failure;
        }
    }
}
