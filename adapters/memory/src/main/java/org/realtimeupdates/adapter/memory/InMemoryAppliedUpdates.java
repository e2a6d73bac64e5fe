package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * {@link AppliedUpdates} of an {@link InMemoryDatabase}. Remembers until the process ends, and up to a bound: beyond it the
 * oldest ref of the account is forgotten. An update is then applied again if the server still sends it, so the bound must be
 * well above what the server keeps for one mailbox.
 */
public final class InMemoryAppliedUpdates implements AppliedUpdates {

    /** How many refs of each account are remembered unless told otherwise. */
    public static final int DEFAULT_MAX_REFS = 1_000_000;

    /** How many refs are forgotten in one transaction. */
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final InMemoryDatabase database;
    private final InstantSource clock;
    private final int maxRefs;
    private final Map<AccountType, RefMemory> memories = new ConcurrentHashMap<>();

    /** Remembers {@value #DEFAULT_MAX_REFS} refs of each account. */
    public InMemoryAppliedUpdates(InMemoryDatabase database, InstantSource clock) {
        this(database, clock, DEFAULT_MAX_REFS);
    }

    /**
     * Remembers so many refs.
     *
     * @param clock tells when updates came
     * @param maxRefs of each account; positive
     */
    public InMemoryAppliedUpdates(InMemoryDatabase database, InstantSource clock, int maxRefs) {
        if (maxRefs < 1) {
            throw new IllegalArgumentException("maxRefs: must be positive, got " + maxRefs);
        }
        this.database = database;
        this.clock = clock;
        this.maxRefs = maxRefs;
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        RefMemory memory = memoryOf(account);
        return database.inTransaction(account, transaction -> {
            Instant now = clock.instant();
            List<Result> results = new ArrayList<>(effects.size());
            for (Effect effect : effects) {
                Optional<UpdateOutcome> known = effect.ref().flatMap(ref -> memory.find(transaction, ref));
                UpdateOutcome outcome = known.orElseGet(() -> run(transaction, effect, results.size()));
                effect.ref().ifPresent(ref -> memory.remember(transaction, ref, outcome, now));
                results.add(new Result(known.isEmpty(), outcome));
            }
            memory.forgetAttempts(
                    transaction,
                    effects.stream().flatMap(effect -> effect.ref().stream()).toList());
            return results;
        });
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        RefMemory memory = memoryOf(account);
        List<Ref> old = memory.notSeenSince(notSeenSince);
        for (int from = 0; from < old.size(); from += FORGOTTEN_AT_ONCE) {
            List<Ref> some = old.subList(from, Math.min(from + FORGOTTEN_AT_ONCE, old.size()));
            database.inTransaction(account, transaction -> {
                memory.forget(transaction, some);
                return some;
            });
        }
    }

    InMemoryDatabase database() {
        return database;
    }

    /** What is remembered of an account. */
    RefMemory memoryOf(AccountType account) {
        return memories.computeIfAbsent(account, key -> new RefMemory(database, maxRefs));
    }

    private static UpdateOutcome run(InMemoryTransaction transaction, Effect effect, int index) {
        InMemoryTransaction lent = transaction.lend();
        try {
            return effect.work().run(lent);
        } catch (StoreException fault) {
            throw fault;
        } catch (Throwable failure) {
            throw new EffectFailedException(index, failure);
        } finally {
            lent.end();
        }
    }
}
