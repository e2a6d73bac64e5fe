package org.realtimeupdates.testfixtures;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.notification.ServerEventListener;
import org.realtimeupdates.domain.Ref;

/** Remembers events of either half and waits for them. Thread-safe. */
public final class RecordingEvents {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Object> events = new ArrayList<>();

    public RecordingEvents() {}

    /** To be given to a client. */
    public ClientEventListener ofClient() {
        return this::add;
    }

    /** To be given to a server. */
    public ServerEventListener ofServer() {
        return this::add;
    }

    /** All events of that type so far, in order. */
    public <T> List<T> all(Class<T> type) {
        lock.lock();
        try {
            return events.stream().filter(type::isInstance).map(type::cast).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The refs of the applied updates so far, in order. */
    public List<Ref> applied() {
        return all(ClientEvent.Applied.class).stream()
                .map(ClientEvent.Applied::ref)
                .toList();
    }

    /** Forgets what has happened so far. */
    public void clear() {
        lock.lock();
        try {
            events.clear();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all events of that type make the condition true; bounded.
     *
     * @throws AssertionError when that does not happen in time
     */
    public <T> void await(Class<T> type, Predicate<List<T>> condition) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            while (!condition.test(
                    events.stream().filter(type::isInstance).map(type::cast).toList())) {
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + type.getSimpleName() + "; there were " + events);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there are so many events of that type. */
    public <T> void awaitCount(Class<T> type, int count) {
        await(type, all -> all.size() >= count);
    }

    /** Waits until the newest state is of that type. */
    public void awaitState(Class<? extends ConnectionState> state) {
        await(
                ClientEvent.StateChanged.class,
                all -> !all.isEmpty()
                        && state.isInstance(all.get(all.size() - 1).state()));
    }

    /** Waits until the server has dropped so many updates on replies. */
    public void awaitRemoved(int count) {
        await(
                ServerEvent.Replied.class,
                all -> all.stream().mapToInt(ServerEvent.Replied::removed).sum() >= count);
    }

    private void add(Object event) {
        lock.lock();
        try {
            events.add(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
