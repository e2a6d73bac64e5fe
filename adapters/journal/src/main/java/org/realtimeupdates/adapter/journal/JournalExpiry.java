package org.realtimeupdates.adapter.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.domain.Mailbox;

/** {@link Expiry} of a journal: goes through its users, some at each call, and tidies up its files. */
final class JournalExpiry implements Expiry {

    private static final int USERS_AT_ONCE = 1_000;

    /** Longer than an app sends a command for. */
    private static final Duration COMMAND_MEMORY = Duration.ofDays(14);

    private final Journal journal;
    private final Appends appends;
    private final PendingLimits limits;
    private final InstantSource clock;
    private final Lock oneAtATime = new ReentrantLock();
    private Iterator<String> left = Collections.emptyIterator();

    JournalExpiry(Journal journal, Appends appends, PendingLimits limits, InstantSource clock) {
        this.journal = journal;
        this.appends = appends;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public boolean expire() {
        oneAtATime.lock();
        try {
            if (!left.hasNext()) {
                left = journal.read(Index::users).iterator();
            }
            Instant now = clock.instant();
            journal.change((index, change) -> {
                List<Mailbox> tooOld = new ArrayList<>();
                for (int i = 0; i < USERS_AT_ONCE && left.hasNext(); i++) {
                    expire(index, change, left.next(), now, tooOld);
                }
                appends.letGo(index, change, tooOld);
                return true;
            });
            boolean moreToMove = journal.tidyUp();
            return moreToMove || left.hasNext();
        } finally {
            oneAtATime.unlock();
        }
    }

    private void expire(Index index, Change change, String user, Instant now, List<Mailbox> tooOld) {
        for (DeviceEntry device : index.devicesOf(user)) {
            device.forgetOld(now, COMMAND_MEMORY);
            if (device.isEmpty()) {
                change.forgotten(device.device());
            }
            for (MailboxEntry mailbox : device.mailboxes()) {
                StoredUpdate oldest = mailbox.waiting().first(false);
                if (oldest != null && isTooOld(oldest, now)) {
                    tooOld.add(mailbox.mailbox());
                }
            }
        }
    }

    private boolean isTooOld(StoredUpdate update, Instant now) {
        return Duration.between(Instant.ofEpochMilli(update.since()), now).compareTo(limits.maxAge()) >= 0;
    }
}
