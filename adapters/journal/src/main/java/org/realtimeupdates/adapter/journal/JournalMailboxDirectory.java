package org.realtimeupdates.adapter.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.adapter.mailboxes.WaitingUpdates;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.domain.Mailbox;

/** {@link MailboxDirectory} of a journal. Sorts all mailboxes for each page. */
final class JournalMailboxDirectory implements MailboxDirectory {

    private static final Comparator<Mailbox> ORDER = Comparator.comparing(
                    (Mailbox mailbox) -> mailbox.device().user())
            .thenComparing(mailbox -> mailbox.device().id())
            .thenComparing(Mailbox::account);

    private final Journal journal;
    private final Appends appends;

    JournalMailboxDirectory(Journal journal, Appends appends) {
        this.journal = journal;
        this.appends = appends;
    }

    @Override
    public List<Summary> list(Optional<String> user, Optional<Mailbox> after, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        List<Mailbox> wanted = new ArrayList<>(journal.read(index -> withUpdates(index, user)));
        wanted.removeIf(mailbox -> after.isPresent() && ORDER.compare(mailbox, after.get()) <= 0);
        wanted.sort(ORDER);
        List<Summary> page = new ArrayList<>();
        for (Mailbox mailbox : wanted) {
            if (page.size() == max) {
                break;
            }
            journal.read(index -> index.find(mailbox).flatMap(JournalMailboxDirectory::summary))
                    .ifPresent(page::add);
        }
        return page;
    }

    private static List<Mailbox> withUpdates(Index index, Optional<String> user) {
        return user.map(List::of).orElseGet(index::users).stream()
                .flatMap(name -> index.devicesOf(name).stream())
                .flatMap(device -> device.mailboxes().stream())
                .filter(entry -> entry.waiting().size() > 0)
                .map(MailboxEntry::mailbox)
                .toList();
    }

    private static Optional<Summary> summary(MailboxEntry entry) {
        WaitingUpdates<StoredUpdate> waiting = entry.waiting();
        return Optional.ofNullable(waiting.first(true))
                .map(oldest -> new Summary(
                        entry.mailbox(), waiting.size(), waiting.bytes(), Instant.ofEpochMilli(oldest.since())));
    }

    @Override
    public int drop(Mailbox mailbox) {
        return journal.change((index, change) -> {
            int updates = index.find(mailbox)
                    .map(entry -> entry.waiting().all())
                    .map(all -> (int)
                            all.stream().filter(update -> !update.isReset()).count())
                    .orElse(0);
            if (updates > 0) {
                appends.letGo(index, change, List.of(mailbox));
            }
            return updates;
        });
    }
}
