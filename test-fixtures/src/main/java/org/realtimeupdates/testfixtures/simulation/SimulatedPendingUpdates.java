package org.realtimeupdates.testfixtures.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.simulation.SimulatedDatabase.Durability;

/** All mailboxes of a server. */
final class SimulatedPendingUpdates implements PendingUpdates, MailboxDirectory, Expiry {

    private static final Comparator<Mailbox> ORDER = Comparator.comparing(
                    (Mailbox mailbox) -> mailbox.device().user())
            .thenComparing(mailbox -> mailbox.device().id())
            .thenComparing(Mailbox::account);

    private final SimulatedDatabase database;
    private final SimulatedDevices devices;
    private final PendingLimits limits;
    private final InstantSource clock;
    private final ResetUpdates resets;
    private final Map<Mailbox, SimulatedMailbox> mailboxes = new LinkedHashMap<>();

    SimulatedPendingUpdates(
            SimulatedDatabase database,
            SimulatedDevices devices,
            PendingLimits limits,
            InstantSource clock,
            ResetUpdates resets) {
        this.database = database;
        this.devices = devices;
        this.limits = limits;
        this.clock = clock;
        this.resets = resets;
        devices.onForget((transaction, device) -> all().stream()
                .filter(mailbox -> mailbox.device().equals(device))
                .forEach(mailbox -> of(mailbox).forget(transaction)));
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        return database.transact("append", Durability.STRICT, transaction -> put(transaction, updates));
    }

    @Override
    public List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates) {
        database.disk().beforeCall("append");
        return put(SimulatedTransaction.of(joined, database), updates);
    }

    private List<Set<Device>> put(SimulatedTransaction transaction, List<NewPendingUpdate> updates) {
        Instant now = clock.instant();
        List<Set<Device>> recipients = new ArrayList<>(updates.size());
        for (NewPendingUpdate update : updates) {
            String user = update.to().user();
            Set<Device> to;
            if (update.to().device().isPresent()) {
                Device device = new Device(user, update.to().device().get());
                devices.add(transaction, device);
                to = Set.of(device);
            } else {
                to = devices.known(transaction, user);
            }
            for (Device device : to) {
                of(new Mailbox(device, update.account())).append(transaction, update.ref(), update.frame(), now);
            }
            recipients.add(to);
        }
        return recipients;
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        database.disk().beforeCall("readAfter");
        return of(mailbox).readAfter(position, max, maxBytes);
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        Collection<Ref> distinct = refs.size() < 4 ? refs : new HashSet<>(refs);
        return database.transact(
                "remove",
                Durability.RELAXED,
                transaction -> of(mailbox).remove(transaction, distinct, lastPosition, clock.instant()));
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        database.disk().beforeCall("backlog");
        return of(mailbox).backlog();
    }

    @Override
    public List<Summary> list(Optional<String> user, Optional<Mailbox> after, int max) {
        database.disk().beforeCall("directory.list");
        return all().stream()
                .filter(mailbox ->
                        user.isEmpty() || user.get().equals(mailbox.device().user()))
                .filter(mailbox -> after.isEmpty() || ORDER.compare(mailbox, after.get()) > 0)
                .sorted(ORDER)
                .flatMap(mailbox -> of(mailbox).summary().stream())
                .limit(max)
                .toList();
    }

    @Override
    public int drop(Mailbox mailbox) {
        return database.transact(
                "drop", Durability.STRICT, transaction -> of(mailbox).dropAll(transaction, clock.instant()));
    }

    @Override
    public boolean expire() {
        return database.transact("expire", Durability.STRICT, transaction -> {
            all().forEach(mailbox -> of(mailbox).expire(transaction, clock.instant()));
            return false;
        });
    }

    private synchronized SimulatedMailbox of(Mailbox mailbox) {
        SimulatedMailbox known = mailboxes.get(mailbox);
        return known != null
                ? known
                : mailboxes.computeIfAbsent(mailbox, key -> new SimulatedMailbox(key, database, limits, resets));
    }

    private synchronized List<Mailbox> all() {
        return List.copyOf(mailboxes.keySet());
    }

    /** How many updates wait in a mailbox. */
    int waiting(Mailbox mailbox) {
        return Objects.requireNonNull(of(mailbox)).backlog().count();
    }
}
