package org.realtimeupdates.adapter.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.domain.Mailbox;

/** {@link MailboxDirectory} of an {@link InMemoryPendingUpdates}. Sorts all mailboxes for each page. */
public final class InMemoryMailboxDirectory implements MailboxDirectory {

    private static final Comparator<Mailbox> ORDER = Comparator.comparing(
                    (Mailbox mailbox) -> mailbox.device().user())
            .thenComparing(mailbox -> mailbox.device().id())
            .thenComparing(Mailbox::account);

    private final InMemoryPendingUpdates pending;

    /** Tells of what waits there. */
    public InMemoryMailboxDirectory(InMemoryPendingUpdates pending) {
        this.pending = pending;
    }

    @Override
    public List<Summary> list(Optional<String> user, Optional<Mailbox> after, int max) {
        if (max < 1) {
            throw new IllegalArgumentException("max: must be positive, got " + max);
        }
        return pending.mailboxes().stream()
                .filter(mailbox ->
                        user.isEmpty() || user.get().equals(mailbox.device().user()))
                .filter(mailbox -> after.isEmpty() || ORDER.compare(mailbox, after.get()) > 0)
                .sorted(ORDER)
                .flatMap(mailbox -> pending.inMailbox(mailbox, MailboxContent::summary).stream())
                .flatMap(Optional::stream)
                .limit(max)
                .toList();
    }

    @Override
    public int drop(Mailbox mailbox) {
        return pending.dropAll(mailbox);
    }
}
