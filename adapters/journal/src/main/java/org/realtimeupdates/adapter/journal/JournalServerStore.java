package org.realtimeupdates.adapter.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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
 * The store of a server in a folder of files that are only appended to: what it says it has kept survives a crash and a power failure, as far
 * as the disk does. One process at a time uses a folder, and nothing else is in it.
 *
 * <p>What waits is indexed in memory, some 200 bytes an update and mailbox, besides what is remembered of refs; texts of updates stay in the
 * files. A transaction of a command handler is one with what is published in it. A transaction of another database cannot be joined: a service
 * whose changes and updates must be one takes a store in that database.
 *
 * <p>Replies, and the time a device was seen, are written without waiting for the disk: a power failure may undo the latest ones, and their
 * updates are delivered again. Times are kept in milliseconds. Of each device the newest 10,000 commands are remembered, for 14 days.
 *
 * <p>Where there is no room nothing is published, and it goes on once there is. When a write of what was published before fails, the store
 * takes no more until it is opened again.
 */
public final class JournalServerStore implements AutoCloseable {

    private static final int SEGMENT_BYTES = 64 << 20;

    private final Journal journal;
    private final Closeable lock;
    private final PendingUpdates pendingUpdates;
    private final Devices devices;
    private final HandledCommands handledCommands;
    private final MailboxDirectory mailboxDirectory;
    private final UnappliedUpdates unappliedUpdates;
    private final Expiry expiry;

    private JournalServerStore(
            Journal journal,
            Storage storage,
            Closeable lock,
            PendingLimits limits,
            InstantSource clock,
            ResetUpdates resets) {
        Appends appends = new Appends(limits, clock, resets);
        this.journal = journal;
        this.lock = lock;
        this.pendingUpdates = new JournalPendingUpdates(journal, appends, new Pages(storage), clock);
        this.devices = new JournalDevices(journal, clock);
        this.handledCommands = new JournalHandledCommands(journal, appends, clock);
        this.mailboxDirectory = new JournalMailboxDirectory(journal, appends);
        this.unappliedUpdates = new JournalUnappliedUpdates(journal, clock);
        this.expiry = new JournalExpiry(journal, appends, limits, clock);
    }

    /**
     * Opens the store in a folder, which is made if there is none. Reads what is remembered into memory.
     *
     * @param folder for this store alone
     * @param limits what one mailbox may hold
     * @param clock tells how long updates wait
     * @param resets makes what takes the place of updates that were let go
     * @throws StoreException when another one has it open, or it cannot be read, is damaged, or was made by a newer version of this adapter
     */
    public static JournalServerStore open(Path folder, PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        try {
            Path real = Files.createDirectories(folder).toRealPath();
            FolderLock lock = FolderLock.take(real);
            try {
                return open(new DiskStorage(real), SEGMENT_BYTES, lock, limits, clock, resets);
            } catch (RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("the folder of the journal cannot be used: " + e, e);
        }
    }

    /** As {@link #open(Path, PendingLimits, InstantSource, ResetUpdates)}, in any storage that the lock is for. */
    static JournalServerStore open(
            Storage storage,
            int segmentBytes,
            Closeable lock,
            PendingLimits limits,
            InstantSource clock,
            ResetUpdates resets) {
        Journal journal = Journal.open(storage, segmentBytes, limits.refMemory());
        return new JournalServerStore(journal, storage, lock, limits, clock, resets);
    }

    /** What waits for devices. */
    public PendingUpdates pendingUpdates() {
        return pendingUpdates;
    }

    /** The devices that updates are kept for. */
    public Devices devices() {
        return devices;
    }

    /** The commands that were handled. */
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

    /** Makes durable what is not yet, and frees the folder. The store is of no use any more. */
    @Override
    public void close() {
        try (lock) {
            journal.close();
        } catch (IOException e) {
            throw new StoreException("the journal could not be closed", e);
        }
    }
}
