package org.realtimeupdates.adapter.memory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
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
        return inTransaction(account, (memory, transaction) -> memory.attempts(transaction, refs));
    }

    @Override
    public Map<Ref, Integer> count(AccountType account, List<Ref> refs) {
        return refs.isEmpty()
                ? Map.of()
                : inTransaction(account, (memory, transaction) -> {
                    memory.countAttempts(transaction, Set.copyOf(refs));
                    return memory.attempts(transaction, refs);
                });
    }

    @Override
    public void forgive(AccountType account, List<Ref> refs) {
        inTransaction(account, (memory, transaction) -> {
            memory.forgiveAttempts(transaction, refs);
            return Map.of();
        });
    }

    private Map<Ref, Integer> inTransaction(
            AccountType account, BiFunction<RefMemory, InMemoryTransaction, Map<Ref, Integer>> work) {
        RefMemory memory = applied.memoryOf(account);
        return applied.database().inTransaction(account, transaction -> work.apply(memory, transaction));
    }
}
