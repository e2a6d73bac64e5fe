package org.realtimeupdates.application.port.persistence;

import java.util.Set;
import org.realtimeupdates.domain.Device;

/** The devices that updates for a user go to. Callable from any thread; may block. */
public interface Devices {

    /**
     * Makes the device known, durably, as far as this store promises; nothing happens if it is. Updates published to its user
     * from now on are kept for it too.
     *
     * @throws StoreException when the store is at fault
     */
    void register(Device device);

    /**
     * The known devices of a user; empty for an unknown one.
     *
     * @throws StoreException when the store is at fault
     */
    Set<Device> known(String user);
}
