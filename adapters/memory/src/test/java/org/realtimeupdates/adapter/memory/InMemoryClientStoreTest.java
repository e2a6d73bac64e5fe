package org.realtimeupdates.adapter.memory;

import java.time.InstantSource;
import org.realtimeupdates.testfixtures.contract.ClientStoreContract;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

class InMemoryClientStoreTest extends ClientStoreContract {

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) {
        InMemoryDatabase database = new InMemoryDatabase();
        InMemoryAppliedUpdates applied = new InMemoryAppliedUpdates(database, clock);
        return new ClientStorePorts(
                applied,
                new InMemoryAttempts(applied),
                new InMemoryQuarantine(database, limits.quarantined(), limits.unreadable()),
                new InMemoryOutbox(database, clock, limits.commands()),
                new InMemoryEntityStore(database));
    }
}
