package org.realtimeupdates.adapter.journal;

import java.io.IOException;
import java.time.InstantSource;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.DurableServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Every death is a loss of power, and segments are so short that each test goes through several, with their checkpoints. */
class PowerLossTest extends DurableServerStoreContract {

    private static final int SEGMENT_BYTES = 500;

    private MemoryStorage storage = new MemoryStorage();

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws IOException {
        storage = new MemoryStorage();
        return open(limits, clock, resets);
    }

    @Override
    protected ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws IOException {
        storage = storage.afterPowerLoss();
        return open(limits, clock, resets);
    }

    private ServerStorePorts open(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        return ServerStores.ports(JournalServerStore.open(storage, SEGMENT_BYTES, () -> {}, limits, clock, resets));
    }
}
