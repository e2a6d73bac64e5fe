package org.realtimeupdates.adapter.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    private final InMemoryDatabase database;
    private final int maxRefs;
    private final Map<AccountType, RefMemory> memories = new ConcurrentHashMap<>();

    /** Remembers {@value #DEFAULT_MAX_REFS} refs of each account. */
    public InMemoryAppliedUpdates(InMemoryDatabase database) {
        this(database, DEFAULT_MAX_REFS);
    }

    /**
     * Remembers so many refs.
     *
     * @param maxRefs of each account; positive
     */
    public InMemoryAppliedUpdates(InMemoryDatabase database, int maxRefs) {
        if (maxRefs < 1) {
            throw new IllegalArgumentException("maxRefs: must be positive, got " + maxRefs);
        }
        this.database = database;
        this.maxRefs = maxRefs;
    }

    @Override
    public List<Result> applyOnce(AccountType account, List<Effect> effects) {
        RefMemory memory = memoryOf(account);
        return database.inTransaction(account, transaction -> {
            List<Result> results = new ArrayList<>();
            for (Effect effect : effects) {
                Optional<UpdateOutcome> known = effect.ref().flatMap(ref -> memory.find(transaction, ref));
                UpdateOutcome outcome = known.orElseGet(() -> run(transaction, effect, results.size()));
                if (known.isEmpty()) {
                    effect.ref().ifPresent(ref -> memory.remember(transaction, ref, outcome));
                }
                results.add(new Result(known.isEmpty(), outcome));
            }
            return results;
        });
    }

    @Override
    public Map<Ref, Integer> attempts(AccountType account, List<Ref> refs) {
        return forEach(account, refs, RefMemory::attempts);
    }

    @Override
    public Map<Ref, Integer> countAttempts(AccountType account, List<Ref> refs) {
        return forEach(account, refs, RefMemory::countAttempt);
    }

    @Override
    public void forgiveAttempts(AccountType account, List<Ref> refs) {
        RefMemory memory = memoryOf(account);
        database.inTransaction(account, transaction -> {
            refs.forEach(ref -> memory.forgiveAttempt(transaction, ref));
            return refs;
        });
    }

    /** Counts by ref, in one transaction. */
    private Map<Ref, Integer> forEach(AccountType account, List<Ref> refs, Count count) {
        RefMemory memory = memoryOf(account);
        return database.inTransaction(account, transaction -> {
            Map<Ref, Integer> counts = new LinkedHashMap<>();
            for (Ref ref : refs) {
                counts.computeIfAbsent(ref, key -> count.of(memory, transaction, key));
            }
            return counts;
        });
    }

    private RefMemory memoryOf(AccountType account) {
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

    /** What is counted of a ref. */
    @FunctionalInterface
    private interface Count {
        int of(RefMemory memory, InMemoryTransaction transaction, Ref ref);
    }
}
