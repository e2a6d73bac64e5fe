package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import org.realtimeupdates.testfixtures.contract.ClientStoreContract;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

class SimulatedClientStoreTest extends ClientStoreContract {

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) {
        return new SimulatedClientStore(limits, clock, StoreWitness.NONE).ports();
    }
}
