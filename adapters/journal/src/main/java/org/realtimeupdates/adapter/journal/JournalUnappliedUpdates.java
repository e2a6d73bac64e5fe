package org.realtimeupdates.adapter.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** {@link UnappliedUpdates} in a journal: the newest 1,000 of each mailbox. */
final class JournalUnappliedUpdates implements UnappliedUpdates {

    private final Journal journal;
    private final InstantSource clock;

    JournalUnappliedUpdates(Journal journal, InstantSource clock) {
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void record(Mailbox mailbox, Collection<Ref> refs, UpdateOutcome outcome) {
        if (outcome == UpdateOutcome.PROCESSED) {
            throw new IllegalArgumentException("outcome: what was processed is not noted");
        }
        Instant now = clock.instant();
        journal.changeRelaxed((index, change) -> {
            refs.forEach(ref -> change.noted(mailbox, new Unapplied(ref, outcome, now)));
            return true;
        });
    }

    @Override
    public List<Unapplied> list(Mailbox mailbox, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        List<Unapplied> newestFirst = noted(mailbox);
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst.subList(0, Math.min(max, newestFirst.size())));
    }

    @Override
    public int count(Mailbox mailbox) {
        return noted(mailbox).size();
    }

    private List<Unapplied> noted(Mailbox mailbox) {
        return journal.read(index -> {
            List<Unapplied> noted = new ArrayList<>();
            index.find(mailbox).ifPresent(entry -> noted.addAll(entry.noted()));
            return noted;
        });
    }
}
