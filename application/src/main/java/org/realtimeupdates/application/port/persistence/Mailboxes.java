package org.realtimeupdates.application.port.persistence;

import java.util.Collection;
import java.util.List;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** What waits in mailboxes, for the sessions that deliver it. Callable from any thread; may block. */
public interface Mailboxes {

    /** The position before the first. */
    long START = 0;

    /**
     * The next updates of a mailbox, in order.
     *
     * @param position only later ones
     * @param max how many at most; positive
     * @param maxBytes of their frames together, roughly; the first is returned whatever its size
     * @throws StoreException when the store is at fault
     */
    List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes);

    /**
     * Drops updates. Need not be durable at once: an update that comes back is only delivered again.
     *
     * @param lastPosition later ones are left alone
     * @return how many were dropped; refs that do not wait here are passed over
     * @throws StoreException when the store is at fault
     */
    int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition);

    /**
     * What waits in a mailbox now.
     *
     * @throws StoreException when the store is at fault
     */
    Backlog backlog(Mailbox mailbox);

    /**
     * What waits in a mailbox.
     *
     * @param count how many updates wait
     * @param lastPosition of the last of them; {@link #START} when none waits
     */
    record Backlog(int count, long lastPosition) {}
}
