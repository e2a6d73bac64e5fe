package org.realtimeupdates.testfixtures.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.simulation.SimulatedDatabase.Durability;

/** Refs with their outcomes, and the attempts of those without one. */
final class SimulatedAppliedUpdates implements AppliedUpdates, Attempts {

    private final SimulatedDatabase database;
    private final InstantSource clock;
    private final Map<AccountType, SimulatedTable<Ref, Known>> known = new EnumMap<>(AccountType.class);
    private final Map<AccountType, SimulatedTable<Ref, Integer>> attempts = new EnumMap<>(AccountType.class);

    SimulatedAppliedUpdates(SimulatedDatabase database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        for (AccountType account : AccountType.values()) {
            known.put(account, SimulatedTable.of(database));
            attempts.put(account, SimulatedTable.of(database));
        }
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        SimulatedTable<Ref, Known> refs = Objects.requireNonNull(known.get(account));
        SimulatedTable<Ref, Integer> counts = Objects.requireNonNull(attempts.get(account));
        return database.transact("applyOnce", Durability.STRICT, transaction -> {
            Instant now = clock.instant();
            List<Result> results = new ArrayList<>(effects.size());
            for (Effect effect : effects) {
                Ref ref = effect.ref().orElse(null);
                Known before = ref == null ? null : refs.find(transaction, ref);
                UpdateOutcome outcome = before == null ? run(transaction, effect, results.size()) : before.outcome;
                if (ref != null) {
                    refs.put(transaction, ref, new Known(outcome, now));
                    counts.remove(transaction, ref);
                }
                results.add(new Result(before == null, outcome));
            }
            return results;
        });
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        SimulatedTable<Ref, Known> refs = Objects.requireNonNull(known.get(account));
        database.transact("forget", Durability.RELAXED, transaction -> {
            List<Ref> old = new ArrayList<>();
            refs.view(transaction).forEach((ref, row) -> {
                if (row.seen.isBefore(notSeenSince)) {
                    old.add(ref);
                }
            });
            old.forEach(ref -> refs.remove(transaction, ref));
            if (!old.isEmpty()) {
                transaction.note(new StoreNote.Forgot(account, old.size()));
            }
            return old;
        });
    }

    @Override
    public Map<Ref, Integer> counted(AccountType account, List<Ref> refs) {
        database.disk().beforeCall("counted");
        SimulatedTable<Ref, Integer> counts = Objects.requireNonNull(attempts.get(account));
        Map<Ref, Integer> result = new LinkedHashMap<>();
        for (Ref ref : refs) {
            Integer count = counts.find(ref);
            if (count != null) {
                result.put(ref, count);
            }
        }
        return result;
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        return add(account, refs, 1, "count");
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        add(account, refs, -1, "forgive");
    }

    private Map<Ref, Integer> add(AccountType account, List<Ref> refs, int change, String port) {
        SimulatedTable<Ref, Integer> counts = Objects.requireNonNull(attempts.get(account));
        return database.transact(port, Durability.STRICT, transaction -> {
            Map<Ref, Integer> result = new LinkedHashMap<>();
            for (Ref ref : refs) {
                Integer before = counts.find(transaction, ref);
                int count = (before == null ? 0 : before) + change;
                if (count > 0) {
                    counts.put(transaction, ref, count);
                    result.put(ref, count);
                } else {
                    counts.remove(transaction, ref);
                }
            }
            return result;
        });
    }

    private static UpdateOutcome run(SimulatedTransaction transaction, Effect effect, int index) {
        try {
            return effect.work().run(transaction);
        } catch (StoreException | Crash fault) {
            throw fault;
        } catch (Throwable failure) {
            throw new EffectFailedException(index, failure);
        }
    }

    private record Known(UpdateOutcome outcome, Instant seen) {}
}
