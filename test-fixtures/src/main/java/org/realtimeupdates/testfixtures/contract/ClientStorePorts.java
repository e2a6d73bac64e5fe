package org.realtimeupdates.testfixtures.contract;

import java.util.Objects;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Quarantine;

/** The ports of one store of an app: what one of them writes in a transaction the others commit with it. */
public record ClientStorePorts(
        AppliedUpdates appliedUpdates, Attempts attempts, Quarantine quarantine, Outbox outbox, EntityStore entities) {

    public ClientStorePorts {
        Objects.requireNonNull(appliedUpdates, "appliedUpdates");
        Objects.requireNonNull(attempts, "attempts");
        Objects.requireNonNull(quarantine, "quarantine");
        Objects.requireNonNull(outbox, "outbox");
        Objects.requireNonNull(entities, "entities");
    }
}
