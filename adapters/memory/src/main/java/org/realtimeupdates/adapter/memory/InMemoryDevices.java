package org.realtimeupdates.adapter.memory;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.domain.Device;

/** {@link Devices} in memory: known until the process ends. One of these goes with one {@link InMemoryPendingUpdates}. */
public final class InMemoryDevices implements Devices {

    private final Map<String, Set<Device>> known = new ConcurrentHashMap<>();
    private final UserLocks locks = new UserLocks();

    /** Knows no device. */
    public InMemoryDevices() {}

    @Override
    public void register(Device device) {
        locks.holding(device.user(), () -> known.merge(device.user(), Set.of(device), InMemoryDevices::union));
    }

    @Override
    public Set<Device> known(String user) {
        return known.getOrDefault(user, Set.of());
    }

    /** Whoever holds the lock of a user has the devices and the mailboxes of that user to itself. */
    UserLocks locks() {
        return locks;
    }

    /** Both, in the order they became known; never changed later, so that readers need no lock. */
    private static Set<Device> union(Set<Device> before, Set<Device> added) {
        Set<Device> all = new LinkedHashSet<>(before);
        all.addAll(added);
        return Collections.unmodifiableSet(all);
    }
}
