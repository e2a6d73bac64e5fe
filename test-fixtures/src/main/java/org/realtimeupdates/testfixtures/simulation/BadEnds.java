package org.realtimeupdates.testfixtures.simulation;

import java.util.HashMap;
import java.util.Map;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** How often something ended badly that an app tried: what may count as a try of an update. */
final class BadEnds {

    private final Map<String, Integer> ofUpdates = new HashMap<>();

    /** Deaths and commits without a known outcome, which may be those of any update. */
    private final Map<Device, Integer> ofAny = new HashMap<>();

    /** The specific action of that update failed; tells how often it has by now. */
    int failed(Device device, AccountType account, Ref ref) {
        return ofUpdates.merge(key(device, account, ref), 1, Integer::sum);
    }

    /** Something of that device ended badly, who knows with which update. */
    void add(Device device) {
        ofAny.merge(device, 1, Integer::sum);
    }

    /** How many of them that update may be part of. */
    int of(Device device, AccountType account, Ref ref) {
        return ofUpdates.getOrDefault(key(device, account, ref), 0) + ofAny.getOrDefault(device, 0);
    }

    private static String key(Device device, AccountType account, Ref ref) {
        return device.user() + "/" + device.id() + "/" + account + "/" + ref;
    }
}
