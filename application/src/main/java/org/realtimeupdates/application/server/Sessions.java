package org.realtimeupdates.application.server;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;

/** The one live session of each device, and what earlier ones have sent. Thread-safe. */
final class Sessions {

    /** Forgetting what was sent earlier costs a redelivery, no more. */
    private static final int MAX_SENT_EARLIER = 100_000;

    /**
     * By user; the inner maps are never changed. Those of {@code Map.copyOf} with more than one entry have another order in each process, and simulated
     * histories are to be the same in all.
     */
    private final ConcurrentMap<String, Map<Device, Session>> current = new ConcurrentHashMap<>();

    private final ConcurrentMap<Mailbox, Long> sentEarlier = new ConcurrentHashMap<>();

    /**
     * Makes the session the one of its device, unless there is a newer one or the user has so many others.
     */
    Entry enter(Session session, int maxDevices) {
        Device device = session.device();
        AtomicReference<Entry> entry = new AtomicReference<>();
        current.compute(device.user(), (user, before) -> {
            Map<Device, Session> sessions = before == null ? Map.of() : before;
            Session other = sessions.get(device);
            if (other != null && other.order() > session.order()) {
                entry.set(new Entry(Optional.of(session), false));
                return sessions;
            }
            boolean full = other == null && sessions.size() >= maxDevices;
            entry.set(new Entry(Optional.ofNullable(other), full));
            return full ? sessions : with(sessions, session);
        });
        return Objects.requireNonNull(entry.get());
    }

    /**
     * What became of a session that wants to be the one of its device.
     *
     * @param loser the one that is not it, or not any more
     * @param full it is not, for the user has too many
     */
    record Entry(Optional<Session> loser, boolean full) {}

    /** Whether that many other devices of the user are connected. */
    boolean isFull(Device device, int maxDevices) {
        Map<Device, Session> sessions = current.getOrDefault(device.user(), Map.of());
        return sessions.size() >= maxDevices && !sessions.containsKey(device);
    }

    /** Ends the session's being the one of its device; nothing happens if another took its place. */
    void leave(Session session) {
        current.computeIfPresent(session.device().user(), (user, sessions) -> {
            if (sessions.get(session.device()) != session) {
                return sessions;
            }
            Map<Device, Session> rest = new HashMap<>(sessions);
            rest.remove(session.device());
            return rest.isEmpty() ? null : rest;
        });
    }

    private static Map<Device, Session> with(Map<Device, Session> sessions, Session session) {
        if (sessions.isEmpty()) {
            return Map.of(session.device(), session);
        }
        Map<Device, Session> all = new HashMap<>(sessions);
        all.put(session.device(), session);
        return all;
    }

    boolean isCurrent(Session session) {
        return find(session.device()) == session;
    }

    private @Nullable Session find(Device device) {
        return current.getOrDefault(device.user(), Map.of()).get(device);
    }

    /** Those of a user. */
    Collection<Session> of(String user) {
        return current.getOrDefault(user, Map.of()).values();
    }

    Collection<Session> all() {
        return current.values().stream()
                .flatMap(sessions -> sessions.values().stream())
                .toList();
    }

    /** Wakes the cursor of a mailbox, if its device is connected. */
    void ring(Mailbox mailbox) {
        Session session = find(mailbox.device());
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
