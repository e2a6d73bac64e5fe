package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.adapter.mailboxes.Digest;
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
            RefMemory.Outcomes outcomes = memory.outcomes(transaction, clock.instant());
            List<Result> results = new ArrayList<>(effects.size());
            List<Ref> refs = new ArrayList<>(effects.size());
            for (Effect effect : effects) {
                effect.ref().ifPresent(refs::add);
                results.add(applyOnce(transaction, effect, outcomes, results.size()));
            }
            memory.forgetAttempts(transaction, refs);
            return results;
        });
    }

    @Override
    public void forget(AccountType account, Instant notSeenSince) {
        RefMemory memory = memoryOf(account);
        database.inTransaction(account, transaction -> {
            memory.forget(notSeenSince);
            return memory;
        });
    }

    InMemoryDatabase database() {
        return database;
    }

    /** What is remembered of an account. */
    RefMemory memoryOf(AccountType account) {
        return memories.computeIfAbsent(account, key -> new RefMemory(database, maxRefs));
    }

    private static Result applyOnce(
            InMemoryTransaction transaction, Effect effect, RefMemory.Outcomes outcomes, int index) {
        if (effect.ref().isEmpty()) {
            return new Result(true, run(transaction, effect, index));
        }
        Digest ref = outcomes.digest(effect.ref().get());
        UpdateOutcome known = outcomes.find(ref);
        UpdateOutcome outcome = known == null ? run(transaction, effect, index) : known;
        outcomes.remember(ref, outcome);
        return new Result(known == null, outcome);
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
