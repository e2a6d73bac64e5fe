package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Call.wrong;

import java.time.InstantSource;
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
import org.realtimeupdates.testfixtures.contract.ClientStoreContract;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** The contract of a store with one mistake; run by {@link WrongStoresTest} only. */
class WrongClientStore extends ClientStoreContract {

    private static Control<ClientStorePorts> control = right();

    /** No mistake. */
    static Control<ClientStorePorts> right() {
        return Control.of("makes no mistake", Call::proceed);
    }

    /** What is wrong with stores that are made from now on. */
    static void make(Control<ClientStorePorts> next) {
        control = next;
    }

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) {
        ClientStorePorts right = rightStore(limits, clock);
        return with(control.of().apply(right), right);
    }

    static ClientStorePorts rightStore(ClientStoreLimits limits, InstantSource clock) {
        InMemoryDatabase database = new InMemoryDatabase();
        InMemoryAppliedUpdates applied = new InMemoryAppliedUpdates(database, clock);
        return new ClientStorePorts(
                applied,
                new InMemoryAttempts(applied),
                new InMemoryQuarantine(database, limits.quarantined(), limits.unreadable()),
                new InMemoryOutbox(database, clock, limits.commands()),
                new InMemoryEntityStore(database));
    }

    static ClientStorePorts with(Mistake mistake, ClientStorePorts right) {
        return new ClientStorePorts(
                wrong(AppliedUpdates.class, right.appliedUpdates(), mistake),
                wrong(Attempts.class, right.attempts(), mistake),
                wrong(Quarantine.class, right.quarantine(), mistake),
                wrong(Outbox.class, right.outbox(), mistake),
                wrong(EntityStore.class, right.entities(), mistake));
    }
}
