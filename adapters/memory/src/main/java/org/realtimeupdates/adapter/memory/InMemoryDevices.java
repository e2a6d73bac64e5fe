package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.domain.Device;

/**
 * {@link Devices} in memory: known until the process ends. The other stores of a server are made with it, one of each, and forget
 * a device when it does.
 */
public final class InMemoryDevices implements Devices {

    private final InstantSource clock;
    private final Map<String, Set<Device>> known = new ConcurrentHashMap<>();
    private final Map<Device, Instant> lastSeen = new ConcurrentHashMap<>();
    private final List<Consumer<Device>> forgetting = new CopyOnWriteArrayList<>();
    private final UserLocks locks = new UserLocks();

    /**
     * Knows no device.
     *
     * @param clock tells when devices were seen
     */
    public InMemoryDevices(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public boolean register(Device device, int maxDevices) {
        return locks.holding(device.user(), () -> {
            Set<Device> before = known(device.user());
            if (!before.contains(device) && before.size() >= maxDevices) {
                return false;
            }
            add(device);
            lastSeen.put(device, clock.instant());
            return true;
        });
    }

    @Override
    public Set<Device> known(String user) {
        return known.getOrDefault(user, Set.of());
    }

    @Override
    public Optional<Instant> lastSeen(Device device) {
        return Optional.ofNullable(lastSeen.get(device));
    }

    @Override
    public void forget(Device device) {
        locks.holding(device.user(), () -> {
            forgetting.forEach(store -> store.accept(device));
            lastSeen.remove(device);
            return known.computeIfPresent(device.user(), (user, before) -> without(before, device));
        });
    }

    /** Makes a device known that was not seen. Called by one who holds the lock of its user. */
    void add(Device device) {
        known.merge(device.user(), Set.of(device), InMemoryDevices::union);
    }

    /** What else is to be done to forget a device; called while its user's lock is held. */
    void onForget(Consumer<Device> store) {
        forgetting.add(store);
    }

    /** Whoever holds the lock of a user has the devices and the mailboxes of that user to itself. */
    UserLocks locks() {
        return locks;
    }

    /** Both, in the order they became known; never changed later, so that readers need no lock. */
    private static Set<Device> union(Set<Device> before, Set<Device> added) {
        if (before.containsAll(added)) {
            return before;
        }
        Set<Device> all = new LinkedHashSet<>(before);
        all.addAll(added);
        return Collections.unmodifiableSet(all);
    }

    private static Set<Device> without(Set<Device> before, Device forgotten) {
        Set<Device> left = new LinkedHashSet<>(before);
        left.remove(forgotten);
        return Collections.unmodifiableSet(left);
    }
}
