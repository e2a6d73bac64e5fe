package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.simulation.SimulatedDatabase.Durability;

/** Outcomes of commands, and what apps could not apply. */
final class SimulatedHandledCommands implements HandledCommands, UnappliedUpdates {

    private static final int MAX_UNAPPLIED = 1_000;

    private final SimulatedDatabase database;
    private final InstantSource clock;
    private final SimulatedTable<Key, CommandOutcome> outcomes;
    private final SimulatedTable<Key, Integer> attempts;
    private final SimulatedTable<Mailbox, List<Unapplied>> unapplied;

    SimulatedHandledCommands(SimulatedDatabase database, SimulatedDevices devices, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.outcomes = SimulatedTable.of(database);
        this.attempts = SimulatedTable.of(database);
        this.unapplied = SimulatedTable.of(database);
        devices.onForget((transaction, device) -> {
            forgetKeys(transaction, outcomes, device);
            forgetKeys(transaction, attempts, device);
            List.copyOf(unapplied.view(transaction).keySet()).stream()
                    .filter(mailbox -> mailbox.device().equals(device))
                    .forEach(mailbox -> unapplied.remove(transaction, mailbox));
        });
    }

    @Override
    public CommandOutcome handleOnce(Device device, Optional<Ref> ref, Handler handler) throws Exception {
        Key key = ref.map(given -> new Key(device, given)).orElse(null);
        return database.transact("handleOnce", Durability.STRICT, transaction -> {
            CommandOutcome recorded = key == null ? null : outcomes.find(transaction, key);
            if (recorded != null) {
                return recorded;
            }
            CommandOutcome outcome = handler.handle(transaction);
            if (key != null) {
                outcomes.put(transaction, key, outcome);
                attempts.remove(transaction, key);
                transaction.note(new StoreNote.Handled(device, key.ref, outcome));
            }
            return outcome;
        });
    }

    @Override
    public int countAttempt(Device device, Ref ref) {
        Key key = new Key(device, ref);
        return database.transact("countAttempt", Durability.STRICT, transaction -> {
            int count = 1 + orZero(attempts.find(transaction, key));
            attempts.put(transaction, key, count);
            return count;
        });
    }

    @Override
    public void record(Mailbox mailbox, Collection<Ref> refs, UpdateOutcome outcome) {
        if (outcome == UpdateOutcome.PROCESSED) {
            throw new IllegalArgumentException("outcome: what was processed is not noted");
        }
        database.transact("record", Durability.RELAXED, transaction -> {
            List<Unapplied> before = unapplied.find(transaction, mailbox);
            List<Unapplied> noted = new ArrayList<>(before == null ? List.of() : before);
            for (Ref ref : new LinkedHashSet<>(refs)) {
                if (noted.stream().noneMatch(update -> update.ref().equals(ref))) {
                    noted.add(new Unapplied(ref, outcome, clock.instant()));
                }
            }
            unapplied.put(
                    transaction,
                    mailbox,
                    List.copyOf(noted.subList(Math.max(0, noted.size() - MAX_UNAPPLIED), noted.size())));
            return mailbox;
        });
    }

    @Override
    public List<Unapplied> list(Mailbox mailbox, int max) {
        database.disk().beforeCall("unapplied.list");
        List<Unapplied> newestFirst = new ArrayList<>(noted(mailbox));
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst.subList(0, Math.min(max, newestFirst.size())));
    }

    @Override
    public int count(Mailbox mailbox) {
        database.disk().beforeCall("unapplied.count");
        return noted(mailbox).size();
    }

    private List<Unapplied> noted(Mailbox mailbox) {
        List<Unapplied> noted = unapplied.find(mailbox);
        return noted == null ? List.of() : noted;
    }

    private static void forgetKeys(SimulatedTransaction transaction, SimulatedTable<Key, ?> table, Device device) {
        List.copyOf(table.view(transaction).keySet()).stream()
                .filter(key -> key.device.equals(device))
                .forEach(key -> table.remove(transaction, key));
    }

    private static int orZero(@Nullable Integer count) {
        return count == null ? 0 : count;
    }

    private record Key(Device device, Ref ref) {}
}
