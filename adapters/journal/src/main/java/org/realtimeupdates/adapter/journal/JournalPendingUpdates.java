package org.realtimeupdates.adapter.journal;

import static java.util.Comparator.comparingLong;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.realtimeupdates.adapter.journal.Pages.Selected;
import org.realtimeupdates.adapter.mailboxes.AppendPlan;
import org.realtimeupdates.adapter.mailboxes.AppendTarget;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.adapter.mailboxes.ServerTransaction;
import org.realtimeupdates.adapter.mailboxes.WaitingUpdates;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** {@link PendingUpdates} in a journal. Joins the transactions of the {@link JournalHandledCommands} of the same journal. */
final class JournalPendingUpdates implements PendingUpdates, AppendTarget {

    private final Journal journal;
    private final Appends appends;
    private final Pages pages;
    private final InstantSource clock;

    JournalPendingUpdates(Journal journal, Appends appends, Pages pages, InstantSource clock) {
        this.journal = journal;
        this.appends = appends;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        List<KeptUpdate> prepared = appends.prepare(updates);
        return journal.change((index, change) -> appends.append(index, change, updates, prepared));
    }

    @Override
    public List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates) {
        return joined.unwrap(ServerTransaction.class).appendsTo(journal, this).add(updates);
    }

    @Override
    public AppendPlan newPlan() {
        return journal.read(appends::newPlan);
    }

    @Override
    public void extend(AppendPlan plan, List<NewPendingUpdate> updates) {
        List<KeptUpdate> prepared = appends.prepare(updates);
        journal.read(index -> {
            plan.addAll(updates, prepared);
            return plan;
        });
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        List<Selected> selected = journal.read(index -> index.find(mailbox)
                .map(entry -> select(entry.waiting(), position, max, maxBytes))
                .orElse(List.of()));
        try {
            return pages.read(selected);
        } finally {
            selected.forEach(update -> update.body().segment().endReading());
        }
    }

    private List<Selected> select(WaitingUpdates<StoredUpdate> waiting, long position, int max, int maxBytes) {
        List<Selected> page = new ArrayList<>();
        long durable = journal.durablePosition();
        long[] bytes = {0};
        waiting.forEachAfter(position, (at, update) -> {
            bytes[0] += update.bytes();
            boolean isFull = page.size() == max || (bytes[0] > maxBytes && !page.isEmpty());
            if (isFull || at > durable) {
                return false;
            }
            Selected next = Selected.of(update);
            next.body().segment().beginReading();
            page.add(next);
            return true;
        });
        return page;
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        List<Digest> digests = digests(refs);
        return journal.changeRelaxed((index, change) -> {
            List<StoredUpdate> removed = index.find(mailbox)
                    .map(entry -> find(entry, digests, lastPosition))
                    .orElse(List.of());
            if (!removed.isEmpty()) {
                change.removed(mailbox, clock.instant(), removed);
            }
            return removed.size();
        });
    }

    /** Those that wait up to that position, each once, in order. */
    private static List<StoredUpdate> find(MailboxEntry mailbox, List<Digest> refs, long lastPosition) {
        List<StoredUpdate> found = new ArrayList<>(refs.size());
        boolean inOrder = true;
        long before = START;
        for (Digest ref : refs) {
            StoredUpdate update = mailbox.find(ref);
            if (update != null && update.position() <= lastPosition) {
                found.add(update);
                inOrder &= update.position() > before;
                before = update.position();
            }
        }
        return inOrder
                ? found
                : found.stream()
                        .distinct()
                        .sorted(comparingLong(StoredUpdate::position))
                        .toList();
    }

    private static List<Digest> digests(Collection<Ref> refs) {
        Digest.Maker digests = new Digest.Maker();
        return refs.stream().map(ref -> digests.of(ref.value())).toList();
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        return journal.read(index ->
                index.find(mailbox).map(entry -> backlog(entry.waiting())).orElse(new Backlog(0, START)));
    }

    private Backlog backlog(WaitingUpdates<StoredUpdate> waiting) {
        long durable = journal.durablePosition();
        long last = waiting.lastUpTo(durable);
        int[] later = {0};
        waiting.forEachAfter(durable, (at, update) -> {
            later[0]++;
            return true;
        });
        return new Backlog(waiting.size() - later[0], last);
    }
}
