package org.realtimeupdates.adapter.journal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
        return journal.read(index -> user.map(Stream::of)
                .orElseGet(() -> index.users().stream())
                .flatMap(name -> index.devicesOf(name).stream())
                .flatMap(device -> device.mailboxes().stream())
                .filter(entry -> entry.waiting().count() > 0)
                .filter(entry -> after.isEmpty() || ORDER.compare(entry.mailbox(), after.get()) > 0)
                .sorted(Comparator.comparing(MailboxEntry::mailbox, ORDER))
                .limit(max)
                .map(JournalMailboxDirectory::summary)
                .toList());
    }

    private static Summary summary(MailboxEntry entry) {
        WaitingUpdates waiting = entry.waiting();
        @Nullable StoredUpdate oldest = waiting.first(true);
        Instant since = Instant.ofEpochMilli(oldest == null ? 0 : oldest.since());
        return new Summary(entry.mailbox(), waiting.count(), waiting.bytes(), since);
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
                appends.letGo(index, change, mailbox);
            }
            return updates;
        });
    }
}
