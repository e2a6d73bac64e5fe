package org.realtimeupdates.adapter.dagger;

import java.time.InstantSource;
import java.util.Objects;
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

/** What a server remembers. All share devices and transactions, so they come from one adapter. */
public record ServerStore(
        PendingUpdates pendingUpdates,
        Devices devices,
        HandledCommands handledCommands,
        MailboxDirectory mailboxDirectory,
        UnappliedUpdates unappliedUpdates,
        Expiry expiry) {

    public ServerStore {
        Objects.requireNonNull(pendingUpdates, "pendingUpdates");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(handledCommands, "handledCommands");
        Objects.requireNonNull(mailboxDirectory, "mailboxDirectory");
        Objects.requireNonNull(unappliedUpdates, "unappliedUpdates");
        Objects.requireNonNull(expiry, "expiry");
    }

    /** A store that is gone with the process. */
    public static ServerStore inMemory(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        InMemoryDevices devices = new InMemoryDevices(clock);
        InMemoryPendingUpdates pending = new InMemoryPendingUpdates(devices, limits, clock, resets);
        return new ServerStore(
                pending,
                devices,
                new InMemoryHandledCommands(devices),
                new InMemoryMailboxDirectory(pending),
                new InMemoryUnappliedUpdates(devices, clock),
                new InMemoryExpiry(pending));
    }

    /** Makes a server's store. */
    @FunctionalInterface
    public interface Factory {

        /**
         * A store.
         *
         * @param resets makes the update that takes the place of those let go
         */
        ServerStore create(ResetUpdates resets);
    }
}
