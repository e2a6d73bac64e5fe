package org.realtimeupdates.adapter.memory;

import java.util.ArrayList;
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
    private final List<Set<Device>> recipients = new ArrayList<>();
    private final Set<Device> newDevices = new LinkedHashSet<>();
    private final Map<Mailbox, Map<Ref, Frame>> additions = new LinkedHashMap<>();

    AppendPlan(InMemoryDevices devices, Function<Mailbox, Optional<MailboxContent>> mailboxes) {
        this.devices = devices;
        this.mailboxes = mailboxes;
    }

    /**
     * Takes in the next update.
     *
     * @throws RefConflictException when a mailbox has seen its ref with another frame
     */
    void add(NewPendingUpdate update) {
        Set<Device> to = address(update);
        recipients.add(to);
        Frame frame = new Frame(update.frame());
        for (Device device : to) {
            add(new Mailbox(device, update.account()), update.ref(), frame);
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

    /** The updates that are new to a mailbox, in order. */
    Map<Mailbox, Map<Ref, Frame>> additions() {
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

    private void add(Mailbox mailbox, Ref ref, Frame frame) {
        Map<Ref, Frame> added = additions.computeIfAbsent(mailbox, key -> new LinkedHashMap<>());
        Optional<Frame.Digest> seen = Optional.ofNullable(added.get(ref))
                .map(Frame::digest)
                .or(() -> mailboxes.apply(mailbox).flatMap(content -> content.findSeen(ref)));
        if (seen.isEmpty()) {
            added.put(ref, frame);
        } else if (!seen.get().equals(frame.digest())) {
            throw new RefConflictException(ref, mailbox.account());
        }
    }
}
