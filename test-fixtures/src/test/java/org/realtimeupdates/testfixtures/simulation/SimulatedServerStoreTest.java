package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.DurableServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

class SimulatedServerStoreTest extends DurableServerStoreContract {

    private @Nullable SimulatedServerStore store;

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        SimulatedServerStore made = new SimulatedServerStore(limits, clock, resets, StoreWitness.NONE);
        store = made;
        return made.ports();
    }

    @Override
    protected ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        SimulatedServerStore left = Objects.requireNonNull(store);
        left.database().crash(0);
        return left.ports();
    }
}
