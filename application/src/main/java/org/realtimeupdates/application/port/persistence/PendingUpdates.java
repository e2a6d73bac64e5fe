package org.realtimeupdates.application.port.persistence;

import java.util.List;
import java.util.Set;
import org.realtimeupdates.domain.Device;

/**
 * The server's memory: every update until its device has replied [RTU-30]. Callable from any thread; may block.
 *
 * <p>Bounded for each mailbox. What goes over the bound, or grows too old, is let go together with all that waits in that
 * mailbox, and one update that says so takes its place [RTU-15]: nothing goes silently.
 */
public interface PendingUpdates extends Mailboxes {

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
     * As {@link #append(List)}, in a running transaction of the caller's: durable, and there to be read, once that commits; gone when
     * it is rolled back. Other publishers to the same users may have to wait for its end.
     *
     * @param joined a transaction of the same store
     * @throws IllegalArgumentException when this store cannot join that transaction
     */
    List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates);
}
