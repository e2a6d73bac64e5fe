package org.realtimeupdates.adapter.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.domain.Device;

/** {@link Devices} in a journal. */
final class JournalDevices implements Devices {

    private final Journal journal;
    private final InstantSource clock;

    JournalDevices(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public boolean register(Device device, int maxDevices) {
        Instant now = clock.instant();
        boolean wasKnown = known(device.user()).contains(device);
        Journal.Plan<Boolean> plan = (index, change) -> {
            Set<Device> known = index.known(device.user());
            boolean isKnown = known.contains(device);
            if (!isKnown && known.size() >= maxDevices) {
                return false;
            }
            if (!isKnown) {
                change.known(device);
            }
            change.seen(device, now);
            return true;
        };
        // When it was seen need not be durable at once.
        return wasKnown ? journal.changeRelaxed(plan) : journal.change(plan);
    }

    @Override
    public Set<Device> known(String user) {
        return journal.read(index -> index.known(user));
    }

    @Override
    public Optional<Instant> lastSeen(Device device) {
        return journal.read(index -> index.find(device).flatMap(DeviceEntry::lastSeen));
    }

    @Override
    public void forget(Device device) {
        journal.change((index, change) -> {
            if (index.find(device).isPresent()) {
                change.forgotten(device);
            }
            return true;
        });
    }
}
