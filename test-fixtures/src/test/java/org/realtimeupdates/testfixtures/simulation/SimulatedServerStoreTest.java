package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.ServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

class SimulatedServerStoreTest extends ServerStoreContract {

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        return new SimulatedServerStore(limits, clock, resets, StoreWitness.NONE).ports();
    }
}
