package org.realtimeupdates.application.port.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.domain.Mailbox;

/** The mailboxes of a server, for those who look after it. Callable from any thread; may block. */
public interface MailboxDirectory {

    /**
     * Mailboxes in which something waits, in the order of user, device and account.
     *
     * @param user only those of that user; empty for all
     * @param after only later ones; empty to begin
     * @param max how many at most; positive
     * @throws StoreException when the store is at fault
     */
    List<Summary> list(Optional<String> user, Optional<Mailbox> after, int max);

    /**
     * Lets go of all that waits in a mailbox, at once and durably; an update that says so takes its place [RTU-15].
     *
     * @return how many updates were let go; 0 changes nothing
     * @throws StoreException when the store is at fault
     */
    int drop(Mailbox mailbox);

    /**
     * What waits in a mailbox.
     *
     * @param pending how many updates
     * @param bytes of their frames together, in UTF-8
     * @param oldest since when the first of them waits
     */
    record Summary(Mailbox mailbox, int pending, long bytes, Instant oldest) {
        public Summary {
            Objects.requireNonNull(mailbox, "mailbox");
            Objects.requireNonNull(oldest, "oldest");
        }
    }
}
