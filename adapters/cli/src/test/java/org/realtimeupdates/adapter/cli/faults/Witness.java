package org.realtimeupdates.adapter.cli.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** What happened to one device, told by both halves. Thread-safe. */
final class Witness {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<AccountType, List<Ref>> published = new EnumMap<>(AccountType.class);
    private final Map<AccountType, List<Ref>> applied = new EnumMap<>(AccountType.class);
    private final List<String> sent = new ArrayList<>();
    private final List<String> handled = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private ConnectionState state = new ConnectionState.Idle();
    private int connections;
    private int disconnects;
    private int answered;
    private int removed;

    Witness() {
        for (AccountType account : AccountType.values()) {
            published.put(account, new ArrayList<>());
            applied.put(account, new ArrayList<>());
        }
    }

    void published(AccountType account, Ref ref) {
        change(() -> Objects.requireNonNull(published.get(account)).add(ref));
    }

    void sent(String command) {
        change(() -> sent.add(command));
    }

    void handled(String command) {
        change(() -> handled.add(command));
    }

    void on(ClientEvent event) {
        change(() -> {
            if (event instanceof ClientEvent.StateChanged to) {
                state = to.state();
            } else if (event instanceof ClientEvent.Applied update) {
                Objects.requireNonNull(applied.get(update.account())).add(update.ref());
            } else if (event instanceof ClientEvent.CommandAnswered) {
                answered++;
            } else if (event instanceof ClientEvent.Quarantined || event instanceof ClientEvent.StoreFailed) {
                problems.add(event.toString());
            }
        });
    }

    void on(ServerEvent event) {
        change(() -> {
            if (event instanceof ServerEvent.Replied reply) {
                removed += reply.removed();
            } else if (event instanceof ServerEvent.Connected) {
                connections++;
            } else if (event instanceof ServerEvent.Disconnected) {
                disconnects++;
            } else if (event instanceof ServerEvent.Malformed) {
                problems.add(event.toString());
            }
        });
    }

    /** Waits until all that was published is applied and replied, all that was sent is answered, and the app is caught up. */
    boolean awaitInSync(long millis) throws InterruptedException {
        return await(this::isInSync, millis);
    }

    boolean awaitState(Class<? extends ConnectionState> type, long millis) throws InterruptedException {
        return await(() -> type.isInstance(state), millis);
    }

    /** Waits until the server has told of the end of that many connections. */
    boolean awaitDisconnects(int count, long millis) throws InterruptedException {
        return await(() -> disconnects >= count, millis);
    }

    boolean inSync() {
        lock.lock();
        try {
            return isInSync();
        } finally {
            lock.unlock();
        }
    }

    int connections() {
        lock.lock();
        try {
            return connections;
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong with what happened so far; empty when nothing is. */
    List<String> violations() {
        lock.lock();
        try {
            List<String> found = new ArrayList<>(problems);
            if (!isInSync()) {
                found.add("not in sync: " + state + ", " + removed + " removed, " + answered + " answered");
            }
            if (!applied.equals(published)) {
                found.add("published " + published + " but applied " + applied);
            }
            if (!handled.equals(sent)) {
                found.add("sent " + sent + " but handled " + handled);
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private boolean isInSync() {
        return removed >= count(published)
                && count(applied) >= count(published)
                && answered >= sent.size()
                && state instanceof ConnectionState.CaughtUp;
    }

    private static int count(Map<AccountType, List<Ref>> refs) {
        return refs.values().stream().mapToInt(List::size).sum();
    }

    private boolean await(BooleanSupplier condition, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
