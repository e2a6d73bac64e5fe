package org.realtimeupdates.adapter.mailboxes;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.domain.Device;

/** What a transaction publishes: checked at once, put into the mailboxes when it commits. */
public final class JoinedAppends {

    private final AppendTarget target;
    private final List<NewPendingUpdate> updates = new ArrayList<>();
    private final List<Set<Device>> recipients = new ArrayList<>();
    private AppendPlan plan;

    JoinedAppends(AppendTarget target) {
        this.target = target;
        this.plan = target.newPlan();
    }

    /**
     * Takes in more updates.
     *
     * @return for each the devices it is for; they follow what happens to devices until the commit
     * @throws RefConflictException when a ref was published with other content; nothing is taken in then
     */
    public List<Set<Device>> add(List<NewPendingUpdate> more) {
        try {
            target.extend(plan, more);
        } catch (RefConflictException e) {
            plan = target.newPlan();
            target.extend(plan, updates);
            throw e;
        }
        updates.addAll(more);
        List<Set<Device>> all = plan.recipients();
        List<Set<Device>> added = all.subList(all.size() - more.size(), all.size()).stream()
                .<Set<Device>>map(LinkedHashSet::new)
                .toList();
        recipients.addAll(added);
        return added.stream().map(Collections::unmodifiableSet).toList();
    }

    /** All that was taken in, in order. */
    public List<NewPendingUpdate> updates() {
        return Collections.unmodifiableList(updates);
    }

    /**
     * Puts them into the mailboxes, all at once.
     *
     * @throws RefConflictException when another one published a ref with other content since; nothing has happened then
     */
    public void commit() {
        addressed(target.append(updates));
    }

    /** From now on what {@link #add} gave tells the devices that the updates went to, one set for each. */
    public void addressed(List<Set<Device>> devices) {
        for (int i = 0; i < recipients.size(); i++) {
            recipients.get(i).clear();
            recipients.get(i).addAll(devices.get(i));
        }
    }
}
