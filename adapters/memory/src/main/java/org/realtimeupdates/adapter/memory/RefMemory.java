package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What is remembered of the refs of one account: which took effect, and how often others were tried. */
final class RefMemory {

    private final InMemoryTable<Ref, Remembered> applied;

    /** A row for what was counted together. */
    private final InMemoryTable<Long, Tried> tries;

    private long lastTry;

    RefMemory(InMemoryDatabase database, int maxRefs) {
        applied = InMemoryTable.forgettingOldest(database, maxRefs);
        tries = InMemoryTable.forgettingOldest(database, maxRefs);
    }

    /** What is remembered with that ref. */
    Optional<UpdateOutcome> find(InMemoryTransaction transaction, Ref ref) {
        return applied.find(transaction, ref).map(Remembered::outcome);
    }

    void remember(InMemoryTransaction transaction, Ref ref, UpdateOutcome outcome, Instant now) {
        applied.put(transaction, ref, new Remembered(ref, outcome, now));
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

    /** The tries so far of those that were tried. */
    Map<Ref, Integer> attempts(InMemoryTransaction transaction, Collection<Ref> refs) {
        Map<Ref, Integer> counts = new HashMap<>();
        for (Tried tried : tries.list(transaction)) {
            tried.among(refs).forEach(ref -> counts.merge(ref, 1, Integer::sum));
        }
        return counts;
    }

    void countAttempts(InMemoryTransaction transaction, Set<Ref> refs) {
        lastTry++;
        tries.put(transaction, lastTry, new Tried(lastTry, refs));
    }

    /** Takes one try of each back. */
    void forgiveAttempts(InMemoryTransaction transaction, Collection<Ref> refs) {
        Set<Ref> open = new HashSet<>(refs);
        for (Tried tried : tries.list(transaction)) {
            Set<Ref> forgiven = tried.among(open);
            open.removeAll(forgiven);
            replace(transaction, tried, forgiven);
        }
    }

    void forgetAttempts(InMemoryTransaction transaction, Collection<Ref> refs) {
        for (Tried tried : tries.list(transaction)) {
            replace(transaction, tried, tried.among(refs));
        }
    }

    private void replace(InMemoryTransaction transaction, Tried tried, Set<Ref> gone) {
        if (gone.size() == tried.refs.size()) {
            tries.remove(transaction, tried.number);
        } else if (!gone.isEmpty()) {
            Set<Ref> left = new HashSet<>(tried.refs);
            left.removeAll(gone);
            tries.put(transaction, tried.number, new Tried(tried.number, left));
        }
    }

    /**
     * A ref that took effect.
     *
     * @param seen when its update came last
     */
    private record Remembered(Ref ref, UpdateOutcome outcome, Instant seen) {}

    /** Refs that were tried together and have no outcome. */
    private record Tried(long number, Set<Ref> refs) {

        Set<Ref> among(Collection<Ref> some) {
            Set<Ref> both = new HashSet<>();
            for (Ref ref : some) {
                if (refs.contains(ref)) {
                    both.add(ref);
                }
            }
            return both;
        }
    }
}
