package org.realtimeupdates.testfixtures.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.testfixtures.simulation.SimulatedDatabase.Durability;

/** The known devices, and when they were seen. */
final class SimulatedDevices implements Devices {

    private final SimulatedDatabase database;
    private final InstantSource clock;
    private final SimulatedTable<Device, Optional<Instant>> known;
    private final List<BiConsumer<SimulatedTransaction, Device>> forgetting = new ArrayList<>();

    SimulatedDevices(SimulatedDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.known = SimulatedTable.of(database);
    }

    /** What else is forgotten with a device. */
    void onForget(BiConsumer<SimulatedTransaction, Device> task) {
        forgetting.add(task);
    }

    @Override
    public boolean register(Device device, int maxDevices) {
        Durability durability = known.find(device) == null ? Durability.STRICT : Durability.RELAXED;
        return database.transact("register", durability, transaction -> {
            boolean isNew = known.find(transaction, device) == null;
            if (isNew && known(transaction, device.user()).size() >= maxDevices) {
                return false;
            }
            if (isNew) {
                transaction.note(new StoreNote.Registered(device));
            }
            known.put(transaction, device, Optional.of(clock.instant()));
            return true;
        });
    }

    /** Makes a device known that was not seen. */
    void add(SimulatedTransaction transaction, Device device) {
        if (known.find(transaction, device) == null) {
            known.put(transaction, device, Optional.empty());
            transaction.note(new StoreNote.Registered(device));
        }
    }

    @Override
    public Set<Device> known(String user) {
        database.disk().beforeCall("known");
        Set<Device> devices = new LinkedHashSet<>();
        for (Map.Entry<Device, Optional<Instant>> row : known.list()) {
            if (row.getKey().user().equals(user)) {
                devices.add(row.getKey());
            }
        }
        return devices;
    }

    Set<Device> known(SimulatedTransaction transaction, String user) {
        Set<Device> devices = new LinkedHashSet<>();
        for (Device device : known.view(transaction).keySet()) {
            if (device.user().equals(user)) {
                devices.add(device);
            }
        }
        return devices;
    }

    @Override
    public Optional<Instant> lastSeen(Device device) {
        database.disk().beforeCall("lastSeen");
        Optional<Instant> seen = known.find(device);
        return seen == null ? Optional.empty() : seen;
    }

    @Override
    public void forget(Device device) {
        database.transact("forgetDevice", Durability.STRICT, transaction -> {
            known.remove(transaction, device);
            forgetting.forEach(task -> task.accept(transaction, device));
            return device;
        });
    }
}
