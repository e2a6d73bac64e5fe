package org.realtimeupdates.adapter.memory;

import java.time.InstantSource;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.ServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

class InMemoryServerStoreTest extends ServerStoreContract {

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        InMemoryDevices devices = new InMemoryDevices(clock);
        InMemoryPendingUpdates pending = new InMemoryPendingUpdates(devices, limits, clock, resets);
        return new ServerStorePorts(
                pending,
                devices,
                new InMemoryHandledCommands(devices),
                new InMemoryMailboxDirectory(pending),
                new InMemoryUnappliedUpdates(devices, clock),
                new InMemoryExpiry(pending));
    }
}
