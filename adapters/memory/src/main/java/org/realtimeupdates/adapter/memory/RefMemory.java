package org.realtimeupdates.adapter.memory;

import org.realtimeupdates.domain.Ref;

/** What is remembered of the refs of one account: which took effect, and how often others were tried. */
final class RefMemory {

    private final InMemoryTable<Ref, Ref> applied;
    private final InMemoryTable<Ref, Integer> attempts;

    RefMemory(InMemoryDatabase database, int maxRefs) {
        applied = InMemoryTable.forgettingOldest(database, maxRefs);
        attempts = InMemoryTable.forgettingOldest(database, maxRefs);
    }

    boolean knows(InMemoryTransaction transaction, Ref ref) {
        return applied.find(transaction, ref).isPresent();
    }

    void remember(InMemoryTransaction transaction, Ref ref) {
        applied.put(transaction, ref, ref);
        attempts.remove(transaction, ref);
    }

    /** The tries so far, this one included; 0 for a remembered ref. */
    int countAttempt(InMemoryTransaction transaction, Ref ref) {
        if (knows(transaction, ref)) {
            return 0;
        }
        int count = attempts.find(transaction, ref).orElse(0) + 1;
        attempts.put(transaction, ref, count);
        return count;
    }
}
