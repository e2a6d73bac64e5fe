package org.realtimeupdates.adapter.dagger;

import java.util.Objects;
import org.realtimeupdates.adapter.memory.InMemoryAppliedUpdates;
import org.realtimeupdates.adapter.memory.InMemoryDatabase;
import org.realtimeupdates.adapter.memory.InMemoryEntityStore;
import org.realtimeupdates.adapter.memory.InMemoryOutbox;
import org.realtimeupdates.adapter.memory.InMemoryQuarantine;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;

/**
 * What an app remembers. The first three share transactions, so they come from one adapter.
 *
 * @param entities the local copy of the entities
 */
public record ClientStore(AppliedUpdates appliedUpdates, EntityStore entities, Quarantine quarantine, Outbox outbox) {

    public ClientStore {
        Objects.requireNonNull(appliedUpdates, "appliedUpdates");
        Objects.requireNonNull(entities, "entities");
        Objects.requireNonNull(quarantine, "quarantine");
        Objects.requireNonNull(outbox, "outbox");
    }

    /** A store that is gone with the process. */
    public static ClientStore inMemory() {
        InMemoryDatabase database = new InMemoryDatabase();
        return new ClientStore(
                new InMemoryAppliedUpdates(database),
                new InMemoryEntityStore(database),
                new InMemoryQuarantine(database),
                new InMemoryOutbox());
    }
}
