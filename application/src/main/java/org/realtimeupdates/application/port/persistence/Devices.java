package org.realtimeupdates.application.port.persistence;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.domain.Device;

/** The devices that updates for a user go to. Callable from any thread; may block. */
public interface Devices {

    /**
     * Makes the device known, durably, as far as this store promises, if it is not. Updates published to its user from now on are
     * kept for it too. Notes that it was seen now, which need not be durable at once.
     *
     * @throws StoreException when the store is at fault
     */
    default void register(Device device) {
        register(device, Integer.MAX_VALUE);
    }

    /**
     * As {@link #register(Device)}, unless that would make a device known whose user has so many others: then nothing happens. Devices
     * that were only published to count.
     *
     * @param maxDevices how many known devices the user may have; positive
     * @return whether the device is known now
     * @throws StoreException when the store is at fault
     */
    boolean register(Device device, int maxDevices);

    /**
     * The known devices of a user; empty for an unknown one.
     *
     * @throws StoreException when the store is at fault
     */
    Set<Device> known(String user);

    /**
     * When the device was registered last; empty for one that is unknown or was only published to.
     *
     * @throws StoreException when the store is at fault
     */
    Optional<Instant> lastSeen(Device device);

    /**
     * Forgets the device, with all that waits for it and all that is remembered of it; nothing happens if it is unknown. When it
     * connects again it is a new one.
     *
     * @throws StoreException when the store is at fault
     */
    void forget(Device device);
}
