package org.realtimeupdates.adapter.dagger;

import java.time.InstantSource;
import java.util.Objects;
import org.realtimeupdates.adapter.memory.InMemoryAppliedUpdates;
import org.realtimeupdates.adapter.memory.InMemoryAttempts;
import org.realtimeupdates.adapter.memory.InMemoryDatabase;
import org.realtimeupdates.adapter.memory.InMemoryEntityStore;
import org.realtimeupdates.adapter.memory.InMemoryOutbox;
import org.realtimeupdates.adapter.memory.InMemoryQuarantine;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;

/**
 * What an app remembers. All share transactions, so they come from one adapter.
 *
 * @param entities the local copy of the entities
 */
public record ClientStore(
        AppliedUpdates appliedUpdates, Attempts attempts, EntityStore entities, Quarantine quarantine, Outbox outbox) {

    public ClientStore {
        Objects.requireNonNull(appliedUpdates, "appliedUpdates");
        Objects.requireNonNull(attempts, "attempts");
        Objects.requireNonNull(entities, "entities");
        Objects.requireNonNull(quarantine, "quarantine");
        Objects.requireNonNull(outbox, "outbox");
    }

    /** A store that is gone with the process; tells the time by the system's clock. */
    public static ClientStore inMemory() {
        return inMemory(InstantSource.system());
    }

    /** A store that is gone with the process. */
    public static ClientStore inMemory(InstantSource clock) {
        InMemoryDatabase database = new InMemoryDatabase();
        InMemoryAppliedUpdates applied = new InMemoryAppliedUpdates(database, clock);
        return new ClientStore(
                applied,
                new InMemoryAttempts(applied),
                new InMemoryEntityStore(database),
                new InMemoryQuarantine(database),
                new InMemoryOutbox(database, clock));
    }
}
