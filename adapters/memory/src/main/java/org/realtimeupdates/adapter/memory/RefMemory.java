package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What is remembered of the refs of one account: which took effect, and how often others were tried. */
final class RefMemory {

    private final InMemoryTable<Ref, Remembered> applied;
    private final InMemoryTable<Ref, Integer> attempts;

    RefMemory(InMemoryDatabase database, int maxRefs) {
        applied = InMemoryTable.forgettingOldest(database, maxRefs);
        attempts = InMemoryTable.forgettingOldest(database, maxRefs);
    }

    /** What is remembered with that ref. */
    Optional<UpdateOutcome> find(InMemoryTransaction transaction, Ref ref) {
        return applied.find(transaction, ref).map(Remembered::outcome);
    }

    void remember(InMemoryTransaction transaction, Ref ref, UpdateOutcome outcome, Instant now) {
        applied.put(transaction, ref, new Remembered(ref, outcome, now));
        attempts.remove(transaction, ref);
    }

    /** The remembered refs that did not come since that time. */
    List<Ref> notSeenSince(Instant time) {
        return applied.list().stream()
                .filter(remembered -> remembered.seen.isBefore(time))
                .map(Remembered::ref)
                .toList();
    }

    void forget(InMemoryTransaction transaction, List<Ref> refs) {
        refs.forEach(ref -> applied.remove(transaction, ref));
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

    /**
     * A ref that took effect.
     *
     * @param seen when its update came last
     */
    private record Remembered(Ref ref, UpdateOutcome outcome, Instant seen) {}
}
