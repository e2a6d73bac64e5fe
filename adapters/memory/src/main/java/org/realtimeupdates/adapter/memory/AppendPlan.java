package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What a call of append is going to change: found out in full before the first change, so that a call that fails changes nothing. */
final class AppendPlan {

    private final InMemoryDevices devices;
    private final Function<Mailbox, Optional<MailboxContent>> mailboxes;
    private final Instant now;
    private final List<Set<Device>> recipients = new ArrayList<>();
    private final Set<Device> newDevices = new LinkedHashSet<>();
    private final Map<Mailbox, Additions> additions = new LinkedHashMap<>();
    private final Digest.Maker digests = new Digest.Maker();

    /** @param now since when the updates wait */
    AppendPlan(InMemoryDevices devices, Function<Mailbox, Optional<MailboxContent>> mailboxes, Instant now) {
        this.devices = devices;
        this.mailboxes = mailboxes;
        this.now = now;
    }

    /**
     * Takes in the next update.
     *
     * @throws RefConflictException when a mailbox has seen its ref with another frame
     */
    void add(NewPendingUpdate update) {
        Set<Device> to = address(update);
        recipients.add(to);
        KeptUpdate kept = new KeptUpdate(update.ref(), update.frame(), false, now, digests);
        for (Device device : to) {
            Mailbox mailbox = new Mailbox(device, update.account());
            if (!additions.computeIfAbsent(mailbox, this::none).add(kept)) {
                throw new RefConflictException(update.ref(), update.account());
            }
        }
    }

    /** For each update, the devices it is for. */
    List<Set<Device>> recipients() {
        return recipients;
    }

    /** The devices that become known. */
    Set<Device> newDevices() {
        return newDevices;
    }

    /** What is new to a mailbox, by mailbox. */
    Map<Mailbox, Additions> additions() {
        return additions;
    }

    private Set<Device> address(NewPendingUpdate update) {
        String user = update.to().user();
        Set<Device> known = known(user);
        if (update.to().device().isEmpty()) {
            return known;
        }
        Device device = new Device(user, update.to().device().get());
        if (!known.contains(device)) {
            newDevices.add(device);
        }
        return Set.of(device);
    }

    /** The devices of a user, those included that this call makes known. */
    private Set<Device> known(String user) {
        if (newDevices.isEmpty()) {
            return devices.known(user);
        }
        Set<Device> known = new LinkedHashSet<>(devices.known(user));
        newDevices.stream().filter(device -> device.user().equals(user)).forEach(known::add);
        return known;
    }

    private Additions none(Mailbox mailbox) {
        return new Additions(mailboxes.apply(mailbox));
    }

    /** What one mailbox gets. */
    static final class Additions {

        private final Optional<MailboxContent> before;
        private final Map<Ref, KeptUpdate> updates = new LinkedHashMap<>();

        private Additions(Optional<MailboxContent> before) {
            this.before = before;
        }

        /** Whether the ref is new or came with the same content. */
        private boolean add(KeptUpdate update) {
            KeptUpdate added = updates.get(update.ref());
            if (added != null) {
                return added.content().equals(update.content());
            }
            Digest seen = before.isPresent() ? before.get().findSeen(update) : null;
            if (seen == null) {
                updates.put(update.ref(), update);
                return true;
            }
            return seen.equals(update.content());
        }

        /** The new ones, in order. */
        Collection<KeptUpdate> updates() {
            return updates.values();
        }
    }
}
