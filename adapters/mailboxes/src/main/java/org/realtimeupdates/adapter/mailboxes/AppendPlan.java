package org.realtimeupdates.adapter.mailboxes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What a call of append is going to change: found out in full before the first change, so that a call that fails changes nothing. */
public final class AppendPlan {

    private final Function<String, Set<Device>> knownDevices;
    private final Function<Mailbox, Optional<? extends SeenContents>> mailboxes;
    private final List<Set<Device>> recipients = new ArrayList<>();
    private final Set<Device> newDevices = new LinkedHashSet<>();
    private final Map<Mailbox, Additions> additions = new HashMap<>();
    private final List<Addition> additionsInOrder = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param knownDevices of a user
     * @param mailboxes empty for one that nobody wrote to
     */
    public AppendPlan(
            Function<String, Set<Device>> knownDevices, Function<Mailbox, Optional<? extends SeenContents>> mailboxes) {
        this.knownDevices = knownDevices;
        this.mailboxes = mailboxes;
    }

    /**
     * Takes in the next updates, in their order.
     *
     * @param kept the same with their digests
     * @throws RefConflictException when a mailbox has seen a ref with another frame
     */
    public void addAll(List<NewPendingUpdate> updates, List<KeptUpdate> kept) {
        for (int i = 0; i < kept.size(); i++) {
            add(updates.get(i), kept.get(i));
        }
    }

    private void add(NewPendingUpdate update, KeptUpdate kept) {
        Set<Device> to = address(update);
        recipients.add(to);
        List<Mailbox> newTo = new ArrayList<>(to.size());
        for (Device device : to) {
            Mailbox mailbox = new Mailbox(device, update.account());
            Digest seen = additions.computeIfAbsent(mailbox, this::none).add(kept);
            if (seen == null) {
                newTo.add(mailbox);
            } else if (!seen.equals(kept.content())) {
                throw new RefConflictException(update.ref(), update.account());
            }
        }
        if (!newTo.isEmpty()) {
            additionsInOrder.add(new Addition(kept, newTo));
        }
    }

    /** For each update, the devices it is for. */
    public List<Set<Device>> recipients() {
        return recipients;
    }

    /** The devices that become known. */
    public Set<Device> newDevices() {
        return newDevices;
    }

    /** What is put into mailboxes, in order. */
    public List<Addition> additions() {
        return additionsInOrder;
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
            return knownDevices.apply(user);
        }
        Set<Device> known = new LinkedHashSet<>(knownDevices.apply(user));
        newDevices.stream().filter(device -> device.user().equals(user)).forEach(known::add);
        return known;
    }

    private Additions none(Mailbox mailbox) {
        return new Additions(mailboxes.apply(mailbox));
    }

    /** An update, and the mailboxes that it is new to. */
    public record Addition(KeptUpdate update, List<Mailbox> mailboxes) {}

    /** What one mailbox gets. */
    private static final class Additions {

        private final Optional<? extends SeenContents> before;
        private final Map<Ref, Digest> contents = new HashMap<>();

        private Additions(Optional<? extends SeenContents> before) {
            this.before = before;
        }

        /** The content that the ref has come with; null if it is new here. */
        private @Nullable Digest add(KeptUpdate update) {
            Digest added = contents.get(update.ref());
            if (added != null) {
                return added;
            }
            Digest seen = before.isPresent() ? before.get().findSeen(update) : null;
            if (seen == null) {
                contents.put(update.ref(), update.content());
            }
            return seen;
        }
    }
}
