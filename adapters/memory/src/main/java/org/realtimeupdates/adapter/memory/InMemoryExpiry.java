package org.realtimeupdates.adapter.memory;

import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.domain.Mailbox;

/**
 * {@link Expiry} of an {@link InMemoryPendingUpdates}: goes through its mailboxes, some at each call. Outcomes of commands need
 * none: {@link InMemoryHandledCommands} keeps so many and forgets the oldest.
 */
public final class InMemoryExpiry implements Expiry {

    private static final int MAILBOXES_AT_ONCE = 1_000;

    private final InMemoryPendingUpdates pending;
    private final Lock oneAtATime = new ReentrantLock();
    private Iterator<Mailbox> left = Collections.emptyIterator();

    /** Looks after the mailboxes there. */
    public InMemoryExpiry(InMemoryPendingUpdates pending) {
        this.pending = pending;
    }

    @Override
    public boolean expire() {
        oneAtATime.lock();
        try {
            if (!left.hasNext()) {
                left = pending.mailboxes().iterator();
            }
            for (int i = 0; i < MAILBOXES_AT_ONCE && left.hasNext(); i++) {
                // What is due is done whenever a mailbox is asked anything.
                pending.inMailbox(left.next(), MailboxContent::backlog);
            }
            return left.hasNext();
        } finally {
            oneAtATime.unlock();
        }
    }
}
