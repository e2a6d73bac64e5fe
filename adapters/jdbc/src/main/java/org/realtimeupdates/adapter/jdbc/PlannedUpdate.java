package org.realtimeupdates.adapter.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.realtimeupdates.domain.Ref;

/** An update that is going to be written: once for all mailboxes that hold it. */
final class PlannedUpdate {

    private final LockedUser user;
    private final long position;
    private final Ref ref;
    private final Frame frame;
    private final boolean reset;
    private final Set<PlannedMailbox> holders = new LinkedHashSet<>();
    private final List<PlannedMailbox> passed = new ArrayList<>();

    /** Takes the user's next position. */
    PlannedUpdate(LockedUser user, Ref ref, Frame frame, boolean reset) {
        this.user = user;
        this.position = user.nextPosition();
        this.ref = ref;
        this.frame = frame;
        this.reset = reset;
    }

    LockedUser user() {
        return user;
    }

    long position() {
        return position;
    }

    Ref ref() {
        return ref;
    }

    Frame frame() {
        return frame;
    }

    /** Whether it tells that updates were let go. */
    boolean isReset() {
        return reset;
    }

    void holdIn(PlannedMailbox mailbox) {
        holders.add(mailbox);
    }

    /** The mailbox has let go of it before it was written. */
    void letGoOf(PlannedMailbox mailbox) {
        holders.remove(mailbox);
        passed.add(mailbox);
    }

    /** The rows of the mailboxes it is going to wait in. */
    List<Long> holders() {
        return holders.stream().map(PlannedMailbox::id).toList();
    }

    /** The rows of the mailboxes that have seen it only. */
    List<Long> passed() {
        return passed.stream().map(PlannedMailbox::id).toList();
    }
}
