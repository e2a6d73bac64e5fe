package org.realtimeupdates.application.server;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** The one live session of each device, and what earlier ones have sent. Thread-safe. */
final class Sessions {

    /** Forgetting what was sent earlier costs a redelivery, no more. */
    private static final int MAX_SENT_EARLIER = 100_000;

    private final ConcurrentMap<Device, Session> current = new ConcurrentHashMap<>();
    private final ConcurrentMap<Mailbox, Long> sentEarlier = new ConcurrentHashMap<>();

    /**
     * Makes the session the one of its device, unless there is a newer one.
     *
     * @return the one that is not it, or not any more
     */
    Optional<Session> enter(Session session) {
        AtomicReference<Session> loser = new AtomicReference<>();
        current.merge(session.device(), session, (before, now) -> {
            boolean newer = now.order() >= before.order();
            loser.set(newer ? before : now);
            return newer ? now : before;
        });
        return Optional.ofNullable(loser.get());
    }

    /** Ends the session's being the one of its device; nothing happens if another took its place. */
    void leave(Session session) {
        current.remove(session.device(), session);
    }

    boolean isCurrent(Session session) {
        return current.get(session.device()) == session;
    }

    Collection<Session> all() {
        return List.copyOf(current.values());
    }

    /** Wakes the cursor of a mailbox, if its device is connected. */
    void ring(Mailbox mailbox) {
        Session session = current.get(mailbox.device());
        if (session != null) {
            session.ring(mailbox.account());
        }
    }

    /** Remembers that everything up to the position was sent to a device [RTU-23]. */
    void rememberSent(Mailbox mailbox, long position) {
        if (position == PendingUpdates.START) {
            return;
        }
        if (sentEarlier.size() >= MAX_SENT_EARLIER) {
            Iterator<Mailbox> any = sentEarlier.keySet().iterator();
            if (any.hasNext()) {
                sentEarlier.remove(any.next());
            }
        }
        sentEarlier.merge(mailbox, position, Math::max);
    }

    /** Up to where earlier sessions have sent. */
    long sentEarlier(Mailbox mailbox) {
        return sentEarlier.getOrDefault(mailbox, PendingUpdates.START);
    }
}
