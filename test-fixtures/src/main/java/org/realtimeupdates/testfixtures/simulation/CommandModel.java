package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** What must be true of the commands of one device. */
final class CommandModel {

    private final Device device;
    private final Oracle oracle;
    private final List<Ref> outboxed = new ArrayList<>();
    private final Map<Ref, Integer> places = new HashMap<>();
    private final Set<Ref> effects = new HashSet<>();
    private final Set<Ref> ended = new HashSet<>();
    private final Set<Ref> sent = new HashSet<>();
    private int lastHandled = -1;

    CommandModel(Device device, Oracle oracle) {
        this.device = device;
        this.oracle = oracle;
    }

    void outboxed(Ref ref) {
        if (places.putIfAbsent(ref, outboxed.size()) == null) {
            outboxed.add(ref);
        }
    }

    void leftOutbox(Ref ref) {
        if (!ended.contains(ref) && !oracle.knowsNoResets(device)) {
            violated(ref, "left the outbox before the server had an outcome for it");
        }
    }

    void sent(Ref ref) {
        if (!places.containsKey(ref)) {
            violated(ref, "was sent and is not in the outbox");
        }
        if (!sent.add(ref)) {
            oracle.happened(Sometimes.COMMAND_SENT_AGAIN);
        }
    }

    void effect(Ref ref) {
        if (!effects.add(ref)) {
            violated(ref, "took effect twice");
        }
    }

    void handled(Ref ref, CommandOutcome outcome) {
        Integer place = places.get(ref);
        if (place == null) {
            violated(ref, "was handled and never sent by this device");
            return;
        }
        if (place <= lastHandled) {
            violated(ref, "was handled after a later one, or twice");
        }
        lastHandled = place;
        if (outcome instanceof CommandOutcome.Rejected) {
            oracle.happened(Sometimes.COMMAND_REJECTED);
        } else if (!effects.contains(ref)) {
            violated(ref, "was handled without effect");
        }
        ended.add(ref);
    }

    boolean isQuiet() {
        return oracle.knowsNoResets(device) || ended.containsAll(outboxed);
    }

    void finish() {
        if (oracle.knowsNoResets(device)) {
            return;
        }
        for (Ref ref : outboxed) {
            if (!ended.contains(ref)) {
                violated(ref, "was never handled");
            }
        }
        for (Ref ref : effects) {
            if (!ended.contains(ref)) {
                violated(ref, "took effect without an outcome");
            }
        }
    }

    private void violated(Ref ref, String what) {
        oracle.violated("command " + ref + " of " + device.user() + "/" + device.id() + " " + what);
    }
}
