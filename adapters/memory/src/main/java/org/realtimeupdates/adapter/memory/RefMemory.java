package org.realtimeupdates.adapter.memory;

import java.util.Optional;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What is remembered of the refs of one account: which took effect, and how often others were tried. */
final class RefMemory {

    private final InMemoryTable<Ref, UpdateOutcome> applied;
    private final InMemoryTable<Ref, Integer> attempts;

    RefMemory(InMemoryDatabase database, int maxRefs) {
        applied = InMemoryTable.forgettingOldest(database, maxRefs);
        attempts = InMemoryTable.forgettingOldest(database, maxRefs);
    }

    /** What is remembered with that ref. */
    Optional<UpdateOutcome> find(InMemoryTransaction transaction, Ref ref) {
        return applied.find(transaction, ref);
    }

    void remember(InMemoryTransaction transaction, Ref ref, UpdateOutcome outcome) {
        applied.put(transaction, ref, outcome);
        attempts.remove(transaction, ref);
    }

    /** The tries so far; 0 for a remembered ref. */
    int attempts(InMemoryTransaction transaction, Ref ref) {
        return attempts.find(transaction, ref).orElse(0);
    }

    /** The tries so far, this one included; 0 for a remembered ref. */
    int countAttempt(InMemoryTransaction transaction, Ref ref) {
        if (find(transaction, ref).isPresent()) {
            return 0;
        }
        int count = attempts(transaction, ref) + 1;
        attempts.put(transaction, ref, count);
        return count;
    }

    void forgiveAttempt(InMemoryTransaction transaction, Ref ref) {
        int count = attempts(transaction, ref);
        if (count > 1) {
            attempts.put(transaction, ref, count - 1);
        } else {
            attempts.remove(transaction, ref);
        }
    }
}
