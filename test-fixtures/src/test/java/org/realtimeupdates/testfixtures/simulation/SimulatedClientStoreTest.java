package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.contract.DurableClientStoreContract;

class SimulatedClientStoreTest extends DurableClientStoreContract {

    private @Nullable SimulatedClientStore store;

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) {
        SimulatedClientStore made = new SimulatedClientStore(limits, clock, StoreWitness.NONE);
        store = made;
        return made.ports();
    }

    @Override
    protected ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) {
        SimulatedClientStore left = Objects.requireNonNull(store);
        left.database().crash(0);
        return left.ports();
    }
}
