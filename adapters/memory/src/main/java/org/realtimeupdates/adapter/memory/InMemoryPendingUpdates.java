package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.realtimeupdates.adapter.mailboxes.AppendPlan;
import org.realtimeupdates.adapter.mailboxes.AppendPlan.Addition;
import org.realtimeupdates.adapter.mailboxes.AppendTarget;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.adapter.mailboxes.ServerTransaction;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * {@link PendingUpdates} in memory: what waits is lost with the process. Joins the transactions of an
 * {@link InMemoryHandledCommands} made with the same devices.
 *
 * <p>A mailbox is looked after when it is used too: updates that waited too long are let go then, and refs forgotten. Users do
 * not wait for each other, except behind a call for several of them.
 */
public final class InMemoryPendingUpdates implements PendingUpdates {

    private final InMemoryDevices devices;
    private final PendingLimits limits;
    private final InstantSource clock;
    private final ResetUpdates resets;
    private final Map<Mailbox, MailboxContent> mailboxes = new ConcurrentHashMap<>();

    /** Positions are given out across mailboxes, so that a device that was forgotten does not get the same ones again. */
    private final AtomicLong lastPosition = new AtomicLong(START);

    /**
     * Nothing waits yet.
     *
     * @param devices the known ones; of no other store
     * @param limits what one mailbox may hold
     * @param clock tells how long updates wait
     * @param resets makes what takes the place of updates that were let go
     */
    public InMemoryPendingUpdates(
            InMemoryDevices devices, PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        this.devices = devices;
        this.limits = limits;
        this.clock = clock;
        this.resets = resets;
        devices.onForget(this::forget);
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        List<KeptUpdate> kept = KeptUpdate.all(updates, clock.instant());
        return holding(updates, () -> {
            Instant now = clock.instant();
            AppendPlan plan = new AppendPlan(devices::known, mailbox -> find(mailbox, now));
            plan.addAll(updates, kept);
            plan.newDevices().forEach(devices::add);
            for (Addition addition : plan.additions()) {
                addition.mailboxes()
                        .forEach(mailbox -> mailboxes
                                .computeIfAbsent(mailbox, this::newContent)
                                .append(addition.update(), now));
            }
            return plan.recipients();
        });
    }

    @Override
    public List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates) {
        return joined.unwrap(ServerTransaction.class)
                .appendsTo(devices, new Joined())
                .add(updates);
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        return inMailbox(mailbox, content -> content.readAfter(position, max, maxBytes))
                .orElse(List.of());
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        return devices.locks()
                .holding(
                        mailbox.device().user(),
                        () -> Optional.ofNullable(mailboxes.get(mailbox))
                                .map(content -> content.remove(refs, lastPosition, clock.instant()))
                                .orElse(0));
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        return inMailbox(mailbox, MailboxContent::backlog).orElse(new Backlog(0, START));
    }

    /** The mailboxes that were ever written to. */
    Set<Mailbox> mailboxes() {
        return mailboxes.keySet();
    }

    /** What the work gives for what is in a mailbox now; empty for one that nobody wrote to. */
    <R> Optional<R> inMailbox(Mailbox mailbox, Function<MailboxContent, R> work) {
        return devices.locks()
                .holding(
                        mailbox.device().user(),
                        () -> find(mailbox, clock.instant()).map(work));
    }

    /** Lets go of what waits in a mailbox; tells how many updates. */
    int dropAll(Mailbox mailbox) {
        return inMailbox(mailbox, content -> content.dropAll(clock.instant())).orElse(0);
    }

    private <R> R holding(List<NewPendingUpdate> updates, Supplier<R> work) {
        Set<String> users = updates.stream().map(update -> update.to().user()).collect(Collectors.toSet());
        return devices.locks().holding(users, work);
    }

    /** What is in a mailbox at that time. */
    private Optional<MailboxContent> find(Mailbox mailbox, Instant now) {
        Optional<MailboxContent> content = Optional.ofNullable(mailboxes.get(mailbox));
        content.ifPresent(found -> found.catchUp(now));
        return content;
    }

    private MailboxContent newContent(Mailbox mailbox) {
        return new MailboxContent(mailbox, limits, resets, lastPosition::incrementAndGet);
    }

    private void forget(Device device) {
        for (AccountType account : AccountType.values()) {
            mailboxes.remove(new Mailbox(device, account));
        }
    }

    /** What transactions append to. */
    private final class Joined implements AppendTarget {

        @Override
        public AppendPlan newPlan() {
            return new AppendPlan(devices::known, mailbox -> find(mailbox, clock.instant()));
        }

        @Override
        public void extend(AppendPlan plan, List<NewPendingUpdate> updates) {
            List<KeptUpdate> kept = KeptUpdate.all(updates, clock.instant());
            holding(updates, () -> {
                plan.addAll(updates, kept);
                return plan;
            });
        }

        @Override
        public List<Set<Device>> append(List<NewPendingUpdate> updates) {
            return InMemoryPendingUpdates.this.append(updates);
        }
    }
}
