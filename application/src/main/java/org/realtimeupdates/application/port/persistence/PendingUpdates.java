package org.realtimeupdates.application.port.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * The server's memory: every update until its device has replied [RTU-30]. Callable from any thread; may block.
 *
 * <p>Bounded for each mailbox. What goes over the bound, or grows too old, is let go together with all that waits in that
 * mailbox, and one update that says so takes its place [RTU-15]: nothing goes silently.
 */
public interface PendingUpdates {

    /** The position before the first. */
    long START = 0;

    /**
     * Puts each update behind what waits in the mailboxes of its devices: of the one device named, which becomes known by
     * this, or of all known ones. In one transaction: durable when this returns, as far as this store promises; nothing has
     * happened when it throws. A ref that a mailbox has seen is not put there again, also after its reply, for at least 7
     * days [RTU-11].
     *
     * @return for each update, in order, the devices it is for
     * @throws RefConflictException when a mailbox has seen the ref with another frame
     * @throws StoreException when the store is at fault
     */
    List<Set<Device>> append(List<NewPendingUpdate> updates);

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
