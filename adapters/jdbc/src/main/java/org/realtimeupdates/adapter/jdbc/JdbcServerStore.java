package org.realtimeupdates.adapter.jdbc;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;

/**
 * The store of a server in SQLite or PostgreSQL: what it says it has kept survives a crash and a power failure, as far as the disk
 * does. Its tables begin with {@code rtu_}, in the schema the connections find first, beside those of the application.
 *
 * <p>Several servers may share a PostgreSQL database. A SQLite file is for one process that writes; others get in its way.
 *
 * <p>Replies, and the time a device was seen, are written without waiting for the disk: a power failure may undo the latest ones, and
 * their updates are delivered again. Times are kept in milliseconds.
 */
public final class JdbcServerStore {

    private final PendingUpdates pendingUpdates;
    private final Devices devices;
    private final HandledCommands handledCommands;
    private final MailboxDirectory mailboxDirectory;
    private final UnappliedUpdates unappliedUpdates;
    private final Expiry expiry;

    private JdbcServerStore(JdbcDatabase database, PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        this.pendingUpdates = new JdbcPendingUpdates(database, limits, clock, resets);
        this.devices = new JdbcDevices(database, clock);
        this.handledCommands = new JdbcHandledCommands(database, clock);
        this.mailboxDirectory = new JdbcMailboxDirectory(database, clock, resets);
        this.unappliedUpdates = new JdbcUnappliedUpdates(database, clock);
        this.expiry = new JdbcExpiry(database, limits, clock, resets);
    }

    /**
     * Opens the store, and makes its tables or brings them up to date. Blocks; of a SQLite file it reads the whole to see that it is
     * sound.
     *
     * @param dataSource a pool of connections to SQLite or PostgreSQL; used from any thread, closed by the caller after the last use.
     *     For a SQLite file take {@link SqliteDataSource}
     * @param limits what one mailbox may hold
     * @param clock tells how long updates wait
     * @param resets makes what takes the place of updates that were let go
     * @throws StoreException when the database cannot be opened, is corrupted, or was made by a newer version of this adapter
     * @throws IllegalArgumentException when it is another database
     */
    public static JdbcServerStore open(
            DataSource dataSource, PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        return new JdbcServerStore(JdbcDatabase.open(dataSource, Schema.SERVER), limits, clock, resets);
    }

    /** What waits for devices. */
    public PendingUpdates pendingUpdates() {
        return pendingUpdates;
    }

    /** The devices that updates are kept for. */
    public Devices devices() {
        return devices;
    }

    /** The commands that were handled; for 14 days. */
    public HandledCommands handledCommands() {
        return handledCommands;
    }

    /** The mailboxes, for those who look after them. */
    public MailboxDirectory mailboxDirectory() {
        return mailboxDirectory;
    }

    /** What apps could not apply. */
    public UnappliedUpdates unappliedUpdates() {
        return unappliedUpdates;
    }

    /** Lets go of what was kept long enough. */
    public Expiry expiry() {
        return expiry;
    }
}
