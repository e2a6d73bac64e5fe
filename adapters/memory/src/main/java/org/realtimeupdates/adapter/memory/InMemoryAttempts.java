package org.realtimeupdates.adapter.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** {@link Attempts} beside an {@link InMemoryAppliedUpdates}, with the same bound. */
public final class InMemoryAttempts implements Attempts {

    private final InMemoryAppliedUpdates applied;

    /** Counts the tries of updates that are not remembered there. */
    public InMemoryAttempts(InMemoryAppliedUpdates applied) {
        this.applied = applied;
    }

    @Override
    public Map<Ref, Integer> counted(AccountType account, List<Ref> refs) {
        return forEach(account, refs, RefMemory::attempts);
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        return forEach(account, refs, RefMemory::countAttempt);
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        RefMemory memory = applied.memoryOf(account);
        applied.database().inTransaction(account, transaction -> {
            refs.forEach(ref -> memory.forgiveAttempt(transaction, ref));
            return refs;
        });
    }

    /** Counts by ref, in one transaction. */
    private Map<Ref, Integer> forEach(AccountType account, List<Ref> refs, Count count) {
        RefMemory memory = applied.memoryOf(account);
        return applied.database().inTransaction(account, transaction -> {
            Map<Ref, Integer> counts = new LinkedHashMap<>();
            for (Ref ref : refs) {
                counts.computeIfAbsent(ref, key -> count.of(memory, transaction, key));
            }
            return counts;
        });
    }

    /** What is counted of a ref. */
    @FunctionalInterface
    private interface Count {
        int of(RefMemory memory, InMemoryTransaction transaction, Ref ref);
    }
}
