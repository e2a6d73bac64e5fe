package org.realtimeupdates.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/**
 * A store in which devices named {@code stalled…} have a long backlog of large updates. It is made while it is read, as one that comes
 * from a disk would be, so that what the server's heap holds of it is what the server itself keeps.
 */
final class EndlessBacklog implements PendingUpdates {

    static final String STALLED = "stalled";
    private static final int WAITING = 10_000;
    private static final String TEXT = "x".repeat(8 << 10);

    private final PendingUpdates others;

    EndlessBacklog(PendingUpdates others) {
        this.others = others;
    }

    @Override
    public List<PendingUpdate> readAfter(Mailbox mailbox, long position, int max, int maxBytes) {
        if (!isStalled(mailbox)) {
            return others.readAfter(mailbox, position, max, maxBytes);
        }
        List<PendingUpdate> page = new ArrayList<>();
        int bytes = 0;
        for (long next = position + 1; next <= WAITING && page.size() < max && bytes < maxBytes; next++) {
            String frame = "{\"account\":\"" + mailbox.account().wireName()
                    + "\",\"type\":\"update\",\"payload\":{\"ref\":\"r" + next
                    + "\",\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"message\","
                    + "\"entities\":[{\"id\":\"m\",\"text\":\"" + TEXT + "\"}]}}}";
            page.add(new PendingUpdate(next, new Ref("r" + next), frame, false));
            bytes += frame.length();
        }
        return page;
    }

    @Override
    public int remove(Mailbox mailbox, Collection<Ref> refs, long lastPosition) {
        return isStalled(mailbox) ? 0 : others.remove(mailbox, refs, lastPosition);
    }

    @Override
    public Backlog backlog(Mailbox mailbox) {
        return isStalled(mailbox) ? new Backlog(WAITING, WAITING) : others.backlog(mailbox);
    }

    @Override
    public List<Set<Device>> append(List<NewPendingUpdate> updates) {
        return others.append(updates);
    }

    @Override
    public List<Set<Device>> append(Transaction joined, List<NewPendingUpdate> updates) {
        return others.append(joined, updates);
    }

    private static boolean isStalled(Mailbox mailbox) {
        return mailbox.device().id().startsWith(STALLED);
    }
}
