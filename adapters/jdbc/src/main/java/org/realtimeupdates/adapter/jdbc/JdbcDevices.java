package org.realtimeupdates.adapter.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.domain.Device;

/** {@link Devices} in a database. When a device was seen is exact to a minute. */
final class JdbcDevices implements Devices {

    private static final long SEEN_PRECISION = Duration.ofMinutes(1).toMillis();

    private final JdbcDatabase database;
    private final InstantSource clock;
    private final LockedUsers users;
    private final ForgottenDevices forgotten;

    JdbcDevices(JdbcDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.users = new LockedUsers(database.dialect());
        this.forgotten = new ForgottenDevices(database, clock);
    }

    @Override
    public boolean register(Device device, int maxDevices) {
        long now = clock.instant().toEpochMilli();
        Optional<Sighting> before = database.read(connection -> find(connection, device));
        if (before.isPresent() && (before.get().isAbout(now) || touch(device, now))) {
            return true;
        }
        return database.<Boolean, RuntimeException>inTransaction(
                transaction -> create(transaction.connection(), device, maxDevices, now)
                        && touch(transaction.connection(), device, now) > 0);
    }

    /** Whether the device is still known; if so it was seen now. */
    private boolean touch(Device device, long now) {
        return database.<Integer, RuntimeException>inRelaxedTransaction(
                        transaction -> touch(transaction.connection(), device, now))
                > 0;
    }

    /** Whether the device is known then: not if its user has so many others. */
    private boolean create(Connection connection, Device device, int maxDevices, long now) throws SQLException {
        List<String> name = List.of(device.user());
        Map<String, LockedUser> locked = users.lockOrCreate(connection, name, name);
        if (locked.values().stream().anyMatch(user -> !user.hasRoomFor(device.id(), maxDevices))) {
            return false;
        }
        locked.values().forEach(user -> user.addDevice(device.id()));
        new PlannedRows(connection, database.dialect(), now).write(locked.values());
        return true;
    }

    private static int touch(Connection connection, Device device, long now) throws SQLException {
        String sql = """
            UPDATE rtu_device SET last_seen = ?
            WHERE user_id = (SELECT id FROM rtu_user WHERE name = ?) AND name = ?
            """;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setLong(1, now);
            update.setString(2, StoredText.of(device.user()));
            update.setString(3, StoredText.of(device.id()));
            return update.executeUpdate();
        }
    }

    @Override
    public Set<Device> known(String user) {
        return database.read(connection -> known(connection, user));
    }

    private static Set<Device> known(Connection connection, String user) throws SQLException {
        String sql = """
            SELECT d.name FROM rtu_user AS u JOIN rtu_device AS d ON d.user_id = u.id WHERE u.name = ? ORDER BY d.id
            """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, StoredText.of(user));
            Set<Device> known = new LinkedHashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    known.add(new Device(user, StoredText.read(row.getString(1))));
                }
            }
            return known;
        }
    }

    @Override
    public Optional<Instant> lastSeen(Device device) {
        Optional<Sighting> known = database.read(connection -> find(connection, device));
        return known.flatMap(sighting -> Optional.ofNullable(sighting.at())).map(Instant::ofEpochMilli);
    }

    private static Optional<Sighting> find(Connection connection, Device device) throws SQLException {
        String sql = """
            SELECT d.last_seen FROM rtu_user AS u JOIN rtu_device AS d ON d.user_id = u.id
            WHERE u.name = ? AND d.name = ?
            """;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, StoredText.of(device.user()));
            select.setString(2, StoredText.of(device.id()));
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long at = row.getLong(1);
                return Optional.of(new Sighting(row.wasNull() ? null : at));
            }
        }
    }

    @Override
    public void forget(Device device) {
        forgotten.forget(device);
    }

    /**
     * When a known device was seen.
     *
     * @param at in milliseconds since 1970; null for never
     */
    private record Sighting(@Nullable Long at) {

        boolean isAbout(long time) {
            return at != null && Math.abs(time - at) < SEEN_PRECISION;
        }
    }
}
