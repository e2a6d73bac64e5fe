package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What must be true of one mailbox and the app that it is for. */
final class MailboxModel {

    private final Mailbox mailbox;
    private final Oracle oracle;
    private final List<ModelEntry> entries = new ArrayList<>();
    private final Map<Ref, ModelEntry> byRef = new HashMap<>();
    private final Map<Long, ModelEntry> quarantine = new HashMap<>();
    private int settled;

    MailboxModel(Mailbox mailbox, Oracle oracle) {
        this.mailbox = mailbox;
        this.oracle = oracle;
    }

    @Nullable
    ModelEntry find(Ref ref) {
        return byRef.get(ref);
    }

    List<ModelEntry> entries() {
        return entries;
    }

    void appended(Ref ref, String frame, boolean reset) {
        if (byRef.containsKey(ref)) {
            violated(ref, "was put into the mailbox twice");
            return;
        }
        ModelEntry entry = new ModelEntry(ref, entries.size(), frame, reset);
        entries.add(entry);
        byRef.put(ref, entry);
    }

    void letGo(Ref ref) {
        ModelEntry entry = known(ref, "was let go of");
        if (entry != null) {
            entry.letGo = true;
        }
    }

    void removed(Ref ref) {
        ModelEntry entry = known(ref, "was removed");
        if (entry == null) {
            return;
        }
        if (!entry.sent) {
            violated(ref, "was removed at the server before it was sent");
        } else if (!entry.replied) {
            violated(ref, "was removed at the server before the app had replied");
        }
        entry.removed = true;
    }

    void removalLost(Ref ref) {
        ModelEntry entry = byRef.get(ref);
        if (entry != null) {
            entry.removed = false;
        }
    }

    /** A specific action has run and is committed; {@code replayed} when the update left the quarantine with it. */
    void effect(Ref ref, boolean replayed) {
        ModelEntry entry = known(ref, "took effect");
        if (entry == null) {
            return;
        }
        if (++entry.applied > 1) {
            violated(ref, "took effect twice");
        } else if (entry.discarded) {
            violated(ref, "took effect after it was discarded");
        } else if (!replayed && entry.quarantined != 0) {
            violated(ref, "took effect and is still in quarantine");
        }
        if (!replayed) {
            inTurn(entry);
        }
        for (ModelEntry other : quarantine.values()) {
            if (other.index < entry.index && other.sharesEntityWith(entry)) {
                violated(ref, "took effect although an earlier update of its entity, " + other + ", is in quarantine");
            }
        }
    }

    void setAside(Ref ref, long position, QuarantinedUpdate update) {
        ModelEntry entry = known(ref, "was set aside");
        if (entry == null) {
            return;
        }
        if (entry.applied > 0) {
            violated(ref, "was set aside after it took effect");
        } else if (entry.wasQuarantined) {
            violated(ref, "was set aside twice");
        } else if (!update.text().equals(entry.frame)) {
            violated(ref, "is in quarantine with another text");
        }
        inTurn(entry);
        checkCause(entry, update.cause());
        entry.quarantined = position;
        entry.wasQuarantined = true;
        quarantine.put(position, entry);
    }

    private void checkCause(ModelEntry entry, QuarantinedUpdate.Cause cause) {
        boolean held = quarantine.values().stream()
                .anyMatch(other -> other.index < entry.index && other.sharesEntityWith(entry));
        switch (cause) {
            case HELD -> {
                if (!held) {
                    violated(entry.ref, "is held although nothing before it is in quarantine");
                }
            }
            case FAILED -> oracle.checkFailed(mailbox, entry.ref);
            case UNSUPPORTED -> {
                if (!entry.type.equals(SimulatedApp.POLL)) {
                    violated(entry.ref, "is called unsupported and is not");
                }
            }
            case MALFORMED -> violated(entry.ref, "is called malformed and is not");
        }
    }

    void leftQuarantine(long position) {
        ModelEntry entry = quarantine.remove(position);
        if (entry != null) {
            entry.quarantined = 0;
        }
    }

    /** Whether it may have been tried again from the quarantine. */
    boolean isReplayed(Ref ref) {
        ModelEntry entry = byRef.get(ref);
        return entry != null && entry.wasQuarantined;
    }

    /** What left the quarantine without taking effect. */
    void discarded(Ref ref) {
        ModelEntry entry = known(ref, "left the quarantine");
        if (entry != null && entry.applied == 0) {
            entry.discarded = true;
        }
    }

    /** Everything before it must be settled. */
    private void inTurn(ModelEntry entry) {
        while (settled < entries.size() && isSettled(entries.get(settled))) {
            settled++;
        }
        if (settled < entry.index) {
            violated(entry.ref, "came before " + entries.get(settled) + ", which was published earlier");
        }
    }

    void replied(Ref ref) {
        ModelEntry entry = known(ref, "was replied");
        if (entry == null) {
            return;
        }
        if (entry.applied == 0 && !entry.wasQuarantined) {
            violated(ref, "was replied before it was applied or set aside");
        }
        entry.replied = true;
    }

    void notified(Ref ref) {
        ModelEntry entry = known(ref, "was notified");
        if (entry == null) {
            return;
        }
        if (entry.applied == 0) {
            violated(ref, "was notified before its effect was committed");
        } else if (entry.silent) {
            violated(ref, "is silent and was notified");
        } else if (++entry.notified > 1) {
            violated(ref, "was notified twice");
        }
    }

    boolean isFor(Device device) {
        return mailbox.device().equals(device);
    }

    boolean hasPending() {
        return entries.stream().anyMatch(entry -> !entry.removed && !entry.letGo);
    }

    boolean hasAppliedAndUnreplied() {
        return entries.stream().anyMatch(entry -> entry.applied > 0 && !entry.replied);
    }

    /** Whether nothing is left to be done. */
    boolean isQuiet() {
        return entries.stream().allMatch(entry -> isSettled(entry) && isGone(entry));
    }

    /** At the end: each update has come to where it belongs. */
    void finish() {
        for (ModelEntry entry : entries) {
            if (!isSettled(entry)) {
                violated(entry.ref, "was published and never applied, set aside or let go of");
            } else if (!isGone(entry)) {
                violated(entry.ref, "still waits at the server at the end");
            }
        }
    }

    /** A bare device never gets a reset: it waits for one that knows what that is. */
    private boolean isOutOfReach(ModelEntry entry) {
        return entry.reset && oracle.knowsNoResets(mailbox.device());
    }

    private boolean isSettled(ModelEntry entry) {
        return entry.isSettled() || isOutOfReach(entry);
    }

    private boolean isGone(ModelEntry entry) {
        return entry.removed || entry.letGo || isOutOfReach(entry);
    }

    private @Nullable ModelEntry known(Ref ref, String what) {
        ModelEntry entry = byRef.get(ref);
        if (entry == null) {
            violated(ref, what + ", and was never published to it");
        }
        return entry;
    }

    private void violated(Ref ref, String what) {
        oracle.violated("update " + ref + " of " + mailbox.device().user() + "/"
                + mailbox.device().id() + " " + mailbox.account().wireName() + " " + what);
    }
}
