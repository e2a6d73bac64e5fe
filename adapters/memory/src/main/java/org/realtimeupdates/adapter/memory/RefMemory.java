package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * What is remembered of the refs of one account: which took effect, and how often others were tried. Guarded by the turns of its
 * transactions.
 */
final class RefMemory {

    private final AppliedRefs applied;
    private final Digest.Maker digests = new Digest.Maker();

    /** A row for what was counted together. */
    private final InMemoryTable<Long, Tried> tries;

    private long lastTry;

    RefMemory(InMemoryDatabase database, int maxRefs) {
        applied = new AppliedRefs(maxRefs);
        tries = InMemoryTable.forgettingOldest(database, maxRefs);
    }

    /** What the effects of a transaction are looked up in, and remembered by once it commits. */
    Outcomes outcomes(InMemoryTransaction transaction, Instant now) {
        Outcomes outcomes = new Outcomes(now);
        transaction.writes().put(this, outcomes);
        return outcomes;
    }

    /** Forgets the refs that did not come since that time. */
    void forget(Instant notSeenSince) {
        applied.forget(notSeenSince);
    }

    /** The tries so far of those that were tried. */
    Map<Ref, Integer> attempts(InMemoryTransaction transaction, Collection<Ref> refs) {
        Map<Ref, Integer> counts = new HashMap<>();
        for (Tried tried : tries.list(transaction)) {
            for (Ref ref : refs) {
                if (tried.refs.contains(ref)) {
                    counts.merge(ref, 1, Integer::sum);
                }
            }
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
            replace(transaction, tried, refs);
        }
    }

    /** @param gone each once; others than those of the row are passed over */
    private void replace(InMemoryTransaction transaction, Tried tried, Collection<Ref> gone) {
        long count = gone.stream().filter(tried.refs::contains).count();
        if (count == tried.refs.size()) {
            tries.remove(transaction, tried.number);
        } else if (count > 0) {
            Set<Ref> left = new HashSet<>(tried.refs);
            gone.forEach(left::remove);
            tries.put(transaction, tried.number, new Tried(tried.number, left));
        }
    }

    /** The outcomes of one transaction. Each ref is looked up and remembered once. */
    final class Outcomes implements Uncommitted {

        private final Instant now;
        private final List<Digest> refs = new ArrayList<>();
        private final List<UpdateOutcome> outcomes = new ArrayList<>();

        private Outcomes(Instant now) {
            this.now = now;
        }

        Digest digest(Ref ref) {
            return digests.of(ref.value());
        }

        /** What was remembered with that ref before. */
        @Nullable
        UpdateOutcome find(Digest ref) {
            return applied.find(ref);
        }

        void remember(Digest ref, UpdateOutcome outcome) {
            refs.add(ref);
            outcomes.add(outcome);
        }

        @Override
        public void requireRoom() {
            applied.requireRoom(refs.size());
        }

        @Override
        public void publish() {
            for (int i = 0; i < refs.size(); i++) {
                applied.put(refs.get(i), outcomes.get(i), now);
            }
        }
    }

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
