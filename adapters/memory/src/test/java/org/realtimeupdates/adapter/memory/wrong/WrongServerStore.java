package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Call.wrong;

import java.time.InstantSource;
import org.realtimeupdates.adapter.memory.InMemoryDevices;
import org.realtimeupdates.adapter.memory.InMemoryExpiry;
import org.realtimeupdates.adapter.memory.InMemoryHandledCommands;
import org.realtimeupdates.adapter.memory.InMemoryMailboxDirectory;
import org.realtimeupdates.adapter.memory.InMemoryPendingUpdates;
import org.realtimeupdates.adapter.memory.InMemoryUnappliedUpdates;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.testfixtures.contract.ServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** The contract of a store with one mistake; run by {@link WrongStoresTest} only. */
class WrongServerStore extends ServerStoreContract {

    private static Control<ServerStorePorts> control = right();

    /** No mistake. */
    static Control<ServerStorePorts> right() {
        return Control.of("makes no mistake", Call::proceed);
    }

    /** What is wrong with stores that are made from now on. */
    static void make(Control<ServerStorePorts> next) {
        control = next;
    }

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        ServerStorePorts right = rightStore(control.limits().apply(limits), clock, resets);
        return with(control.of().apply(right), right);
    }

    static ServerStorePorts rightStore(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
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

    static ServerStorePorts with(Mistake mistake, ServerStorePorts right) {
        return new ServerStorePorts(
                wrong(PendingUpdates.class, right.pendingUpdates(), mistake),
                wrong(Devices.class, right.devices(), mistake),
                wrong(HandledCommands.class, right.handledCommands(), mistake),
                wrong(MailboxDirectory.class, right.mailboxDirectory(), mistake),
                wrong(UnappliedUpdates.class, right.unappliedUpdates(), mistake),
                wrong(Expiry.class, right.expiry(), mistake));
    }
}
