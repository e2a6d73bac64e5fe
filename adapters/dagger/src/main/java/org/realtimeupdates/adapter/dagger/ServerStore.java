package org.realtimeupdates.adapter.dagger;

import java.time.InstantSource;
import java.util.Objects;
import org.realtimeupdates.adapter.memory.InMemoryDevices;
import org.realtimeupdates.adapter.memory.InMemoryHandledCommands;
import org.realtimeupdates.adapter.memory.InMemoryPendingUpdates;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;

/** What a server remembers. The first two share what devices are known, so they come from one adapter. */
public record ServerStore(PendingUpdates pendingUpdates, Devices devices, HandledCommands handledCommands) {

    public ServerStore {
        Objects.requireNonNull(pendingUpdates, "pendingUpdates");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(handledCommands, "handledCommands");
    }

    /** A store that is gone with the process. */
    public static ServerStore inMemory(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        InMemoryDevices devices = new InMemoryDevices();
        return new ServerStore(
                new InMemoryPendingUpdates(devices, limits, clock, resets), devices, new InMemoryHandledCommands());
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
