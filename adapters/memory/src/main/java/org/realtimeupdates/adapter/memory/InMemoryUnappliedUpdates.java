package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.realtimeupdates.adapter.mailboxes.NewestEntries;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** {@link UnappliedUpdates} in memory: the newest {@value #MAX_UPDATES} of each mailbox, until the process ends. */
public final class InMemoryUnappliedUpdates implements UnappliedUpdates {

    /** How many are kept of each mailbox. */
    public static final int MAX_UPDATES = 1_000;

    private final InMemoryDevices devices;
    private final InstantSource clock;
    private final Map<Mailbox, Map<Ref, Unapplied>> notes = new ConcurrentHashMap<>();

    /**
     * Nothing is noted yet.
     *
     * @param devices the known ones; of no other store
     * @param clock tells when replies came
     */
    public InMemoryUnappliedUpdates(InMemoryDevices devices, InstantSource clock) {
        this.devices = devices;
        this.clock = clock;
        devices.onForget(this::forget);
    }

    @Override
    public void record(Mailbox mailbox, Collection<Ref> refs, UpdateOutcome outcome) {
        if (outcome == UpdateOutcome.PROCESSED) {
            throw new IllegalArgumentException("outcome: what was processed is not noted");
        }
        Instant now = clock.instant();
        holding(mailbox, noted -> {
            for (Ref ref : refs) {
                noted.putIfAbsent(ref, new Unapplied(ref, outcome, now));
            }
            return noted;
        });
    }

    @Override
    public List<Unapplied> list(Mailbox mailbox, int max) {
        return holding(mailbox, noted -> {
            List<Unapplied> newestFirst = new ArrayList<>(noted.values());
            Collections.reverse(newestFirst);
            return List.copyOf(newestFirst.subList(0, Math.min(max, newestFirst.size())));
        });
    }

    @Override
    public int count(Mailbox mailbox) {
        return holding(mailbox, Map::size);
    }

    private <R> R holding(Mailbox mailbox, Function<Map<Ref, Unapplied>, R> work) {
        return devices.locks()
                .holding(
                        mailbox.device().user(),
                        () -> work.apply(notes.computeIfAbsent(mailbox, key -> new NewestEntries<>(MAX_UPDATES))));
    }

    private void forget(Device device) {
        for (AccountType account : AccountType.values()) {
            notes.remove(new Mailbox(device, account));
        }
    }
}
