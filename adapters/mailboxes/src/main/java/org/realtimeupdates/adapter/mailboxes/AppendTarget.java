package org.realtimeupdates.adapter.mailboxes;

import java.util.List;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.Device;

/** Where a transaction appends to once it commits. Callable from any thread. */
public interface AppendTarget {

    /** A plan of an append that has not begun. */
    AppendPlan newPlan();

    /**
     * Takes more updates into a plan.
     *
     * @throws RefConflictException when a mailbox has seen one of the refs with another frame; the plan is of no use then
     */
    void extend(AppendPlan plan, List<NewPendingUpdate> updates);

    /**
     * Puts them into the mailboxes, all at once.
     *
     * @return for each the devices it is for
     * @throws RefConflictException when a mailbox has seen one of the refs with another frame; nothing has happened then
     */
    List<Set<Device>> append(List<NewPendingUpdate> updates);
}
