package org.realtimeupdates.sample.filestore;

import java.nio.file.Path;
import java.time.InstantSource;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.transport.EntityCodec;

/**
 * All that an app remembers, in one file: what it says is committed survives crash and power loss, as far as disk and file system keep
 * what they synced. The whole of it is in memory too, and the file only grows: for trials and small apps. One process at a time.
 */
public final class FileClientStore implements AutoCloseable {

    private final FileDatabase database;
    private final AppliedUpdates appliedUpdates;
    private final Attempts attempts;
    private final Quarantine quarantine;
    private final Outbox outbox;
    private final EntityStore entities;

    private FileClientStore(FileDatabase database, EntityCodec codec, InstantSource clock, Limits limits) {
        this.database = database;
        this.appliedUpdates = new FileAppliedUpdates(database, clock);
        this.attempts = new FileAttempts(database);
        this.quarantine = new FileQuarantine(database, limits.quarantined(), limits.unreadable());
        this.outbox = new FileOutbox(database, clock, limits.commands());
        this.entities = new FileEntityStore(database, codec);
    }

    /**
     * Opens the file, which is made if it is not there.
     *
     * @param codec reads and writes copies of entities
     * @param clock tells when updates and commands came
     * @throws org.realtimeupdates.application.port.persistence.StoreException when it cannot be opened, or is open elsewhere
     */
    public static FileClientStore open(Path file, EntityCodec codec, InstantSource clock, Limits limits) {
        return new FileClientStore(FileDatabase.open(file), codec, clock, limits);
    }

    public AppliedUpdates appliedUpdates() {
        return appliedUpdates;
    }

    public Attempts attempts() {
        return attempts;
    }

    public Quarantine quarantine() {
        return quarantine;
    }

    public Outbox outbox() {
        return outbox;
    }

    public EntityStore entities() {
        return entities;
    }

    /** Lets go of the file. The client that uses the store must be closed before. */
    @Override
    public void close() {
        database.close();
    }

    /**
     * How much is kept.
     *
     * @param quarantined updates with a ref, before the quarantine is full
     * @param unreadable updates without a ref: the newest
     * @param commands before the outbox is full
     */
    public record Limits(int quarantined, int unreadable, int commands) {

        /** 10,000, 1,000, 10,000. */
        public static final Limits DEFAULT = new Limits(10_000, 1_000, 10_000);

        public Limits {
            if (quarantined < 1 || unreadable < 1 || commands < 1) {
                throw new IllegalArgumentException(
                        "limits: must be positive, got " + quarantined + ", " + unreadable + ", " + commands);
            }
        }
    }
}
