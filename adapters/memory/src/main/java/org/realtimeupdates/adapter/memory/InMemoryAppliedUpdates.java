package org.realtimeupdates.adapter.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

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
    public List<Boolean> applyOnce(AccountType account, List<Effect> effects) {
        RefMemory memory = memoryOf(account);
        return database.inTransaction(account, transaction -> {
            List<Boolean> ran = new ArrayList<>();
            for (Effect effect : effects) {
                boolean isNew = effect.ref()
                        .filter(ref -> memory.knows(transaction, ref))
                        .isEmpty();
                if (isNew) {
                    run(transaction, effect, ran.size());
                    effect.ref().ifPresent(ref -> memory.remember(transaction, ref));
                }
                ran.add(isNew);
            }
            return ran;
        });
    }

    @Override
    public Map<Ref, Integer> countAttempts(AccountType account, List<Ref> refs) {
        RefMemory memory = memoryOf(account);
        return database.inTransaction(account, transaction -> {
            Map<Ref, Integer> counts = new LinkedHashMap<>();
            for (Ref ref : refs) {
                counts.computeIfAbsent(ref, key -> memory.countAttempt(transaction, key));
            }
            return counts;
        });
    }

    private RefMemory memoryOf(AccountType account) {
        return memories.computeIfAbsent(account, key -> new RefMemory(database, maxRefs));
    }

    private static void run(InMemoryTransaction transaction, Effect effect, int index) {
        InMemoryTransaction lent = transaction.lend();
        try {
            effect.work().run(lent);
        } catch (StoreException fault) {
            throw fault;
        } catch (Throwable failure) {
            throw new EffectFailedException(index, failure);
        } finally {
            lent.end();
        }
    }
}
