package org.realtimeupdates.testfixtures.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** Tells the oracle what the store of one app holds. */
final class DeviceWitness implements StoreWitness {

    private final Device device;
    private final World world;
    private final String name;
    private final DeviceMailboxes mailboxes;

    /** What a person let go of. */
    private final Set<String> mayGo = new HashSet<>();

    DeviceWitness(Device device, World world) {
        this.device = device;
        this.world = world;
        this.name = device.user() + "/" + device.id();
        this.mailboxes = new DeviceMailboxes(device, world.oracle());
    }

    /** Someone asks to let go of that update. */
    void mayDiscard(AccountType account, Ref ref) {
        mayGo.add(account + "/" + ref);
    }

    @Override
    public void committed(List<StoreNote> notes) {
        Oracle oracle = world.oracle();
        for (StoreNote note : notes) {
            world.trace(name, note);
            if (note instanceof StoreNote.Effect effect) {
                oracle.dials(device).progress();
                mailbox(effect.account()).effect(effect.ref(), leaves(notes, effect.account(), effect.ref()));
                if (effect.type().equals("reset")) {
                    world.happened(Sometimes.RESET_APPLIED);
                }
            } else if (note instanceof StoreNote.SetAside aside) {
                setAside(aside);
            } else if (note instanceof StoreNote.LeftQuarantine left) {
                leftQuarantine(left, notes);
            } else if (note instanceof StoreNote.Outboxed outboxed) {
                oracle.commands(device).outboxed(outboxed.ref());
            } else if (note instanceof StoreNote.LeftOutbox left) {
                oracle.commands(device).leftOutbox(left.ref());
            } else if (note instanceof StoreNote.Forgot) {
                oracle.forgot(device);
            }
        }
    }

    @Override
    public void lost(List<StoreNote> notes) {
        // Forgetting refs may be lost; nothing else of an app is relaxed.
    }

    private void setAside(StoreNote.SetAside aside) {
        QuarantinedUpdate update = aside.update();
        if (update.account().isEmpty() || update.ref().isEmpty()) {
            world.oracle().violated("an update without a ref was set aside: " + update.reason());
            return;
        }
        mailbox(update.account().get()).setAside(update.ref().get(), aside.position(), update);
        switch (update.cause()) {
            case FAILED -> world.happened(Sometimes.UPDATE_SET_ASIDE_AS_FAILED);
            case HELD -> world.happened(Sometimes.UPDATE_HELD);
            case UNSUPPORTED -> world.happened(Sometimes.UPDATE_UNSUPPORTED);
            case MALFORMED -> {
                // The oracle has said so.
            }
        }
    }

    private void leftQuarantine(StoreNote.LeftQuarantine left, List<StoreNote> notes) {
        AccountType account = left.update().account().orElseThrow();
        Ref ref = left.update().ref().orElseThrow();
        mailbox(account).leftQuarantine(left.position());
        boolean applied = notes.stream()
                .anyMatch(note -> note instanceof StoreNote.Effect effect
                        && effect.account() == account
                        && effect.ref().equals(ref));
        if (applied) {
            world.happened(Sometimes.UPDATE_REPLAYED);
        } else {
            world.happened(Sometimes.UPDATE_DISCARDED);
            mailbox(account).discarded(ref);
            if (!mayGo.contains(account + "/" + ref)) {
                world.oracle().violated("update " + ref + " of " + device + " left the quarantine without effect");
            }
        }
    }

    private static boolean leaves(List<StoreNote> notes, AccountType account, Ref ref) {
        for (StoreNote note : notes) {
            if (note instanceof StoreNote.LeftQuarantine left
                    && left.update().account().equals(Optional.of(account))
                    && left.update().ref().equals(Optional.of(ref))) {
                return true;
            }
        }
        return false;
    }

    private MailboxModel mailbox(AccountType account) {
        return mailboxes.of(account);
    }
}
