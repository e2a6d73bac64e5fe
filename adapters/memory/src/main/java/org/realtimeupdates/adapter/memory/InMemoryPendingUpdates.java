package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * {@link PendingUpdates} in memory: what waits is lost with the process.
 *
 * <p>A mailbox is looked after when it is used: only then updates that waited too long are let go, and refs forgotten. Users do
 * not wait for each other, except behind a call for several of them.
 */
public final class InMemoryPendingUpdates implements PendingUpdates {

    private final InMemoryDevices devices;
    private final PendingLimits limits;
    private final InstantSource clock;
    private final ResetUpdates resets;
    private final Map<Mailbox, MailboxContent> mailboxes = new ConcurrentHashMap<>();

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
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        Set<String> users = updates.stream().map(update -> update.to().user()).collect(Collectors.toSet());
        return devices.locks().holding(users, () -> {
            Instant now = clock.instant();
            AppendPlan plan = new AppendPlan(devices, mailbox -> find(mailbox, now));
            updates.forEach(plan::add);
            plan.newDevices().forEach(devices::register);
            plan.additions().forEach((mailbox, frames) -> {
                MailboxContent content = mailboxes.computeIfAbsent(mailbox, this::newContent);
                frames.forEach((ref, frame) -> content.append(ref, frame, now));
            });
            return plan.recipients();
        });
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        return holding(
                mailbox,
                () -> find(mailbox, clock.instant())
                        .map(content -> content.readAfter(position, max, maxBytes))
                        .orElse(List.of()));
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        return holding(
                mailbox,
                () -> Optional.ofNullable(mailboxes.get(mailbox))
                        .map(content -> content.remove(refs, lastPosition, clock.instant()))
                        .orElse(0));
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        return holding(
                mailbox,
                () -> find(mailbox, clock.instant())
                        .map(MailboxContent::backlog)
                        .orElse(new Backlog(0, START)));
    }

    private <R> R holding(Mailbox mailbox, Supplier<R> work) {
        return devices.locks().holding(mailbox.device().user(), work);
    }

    /** What is in a mailbox at that time. */
    private Optional<MailboxContent> find(Mailbox mailbox, Instant now) {
        Optional<MailboxContent> content = Optional.ofNullable(mailboxes.get(mailbox));
        content.ifPresent(found -> found.catchUp(now));
        return content;
    }

    private MailboxContent newContent(Mailbox mailbox) {
        return new MailboxContent(mailbox.account(), limits, resets);
    }
}
