package org.realtimeupdates.adapter.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** What a store knows, but for the texts of updates: those stay in the files. Guarded by the lock of the journal. */
final class Index {

    private final Duration refMemory;
    private final Map<String, User> users = new HashMap<>();
    private long lastPosition = PendingUpdates.START;

    Index(Duration refMemory) {
        this.refMemory = refMemory;
    }

    /** The highest position that was given out. */
    long lastPosition() {
        return lastPosition;
    }

    void gaveOut(long position) {
        lastPosition = Math.max(lastPosition, position);
    }

    /** The known devices of a user, in the order they became known; never changed later. */
    Set<Device> known(String user) {
        User found = users.get(user);
        return found == null ? Set.of() : found.known;
    }

    void makeKnown(Device device) {
        DeviceEntry entry = device(device);
        if (!entry.isKnown()) {
            entry.makeKnown();
            user(device.user()).findKnown();
        }
    }

    Optional<DeviceEntry> find(Device device) {
        return Optional.ofNullable(users.get(device.user())).map(user -> user.devices.get(device.id()));
    }

    DeviceEntry device(Device device) {
        return user(device.user()).devices.computeIfAbsent(device.id(), id -> new DeviceEntry(device));
    }

    Optional<MailboxEntry> find(Mailbox mailbox) {
        return find(mailbox.device()).flatMap(device -> device.findMailbox(mailbox.account()));
    }

    MailboxEntry mailbox(Mailbox mailbox) {
        return device(mailbox.device()).mailbox(mailbox.account(), refMemory);
    }

    void forget(Device device) {
        Optional.ofNullable(users.get(device.user())).ifPresent(user -> {
            DeviceEntry forgotten = user.devices.remove(device.id());
            if (forgotten != null) {
                forgotten.mailboxes().forEach(MailboxEntry::abandon);
                user.findKnown();
            }
            if (user.devices.isEmpty()) {
                users.remove(device.user());
            }
        });
    }

    /** Their names, as they are now. */
    List<String> users() {
        return new ArrayList<>(users.keySet());
    }

    Collection<DeviceEntry> devicesOf(String user) {
        User found = users.get(user);
        return found == null ? List.of() : List.copyOf(found.devices.values());
    }

    private User user(String name) {
        return users.computeIfAbsent(name, key -> new User());
    }

    /** The devices of one user. */
    private static final class User {

        private final Map<String, DeviceEntry> devices = new LinkedHashMap<>();
        private Set<Device> known = Set.of();

        private void findKnown() {
            Set<Device> found = new LinkedHashSet<>();
            for (DeviceEntry device : devices.values()) {
                if (device.isKnown()) {
                    found.add(device.device());
                }
            }
            known = Collections.unmodifiableSet(found);
        }
    }
}
