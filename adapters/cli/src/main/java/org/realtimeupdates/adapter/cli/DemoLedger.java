package org.realtimeupdates.adapter.cli;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** Counts what happens in the demo, on both sides, and waits for it. Thread-safe. */
final class DemoLedger {

    /** What is counted. */
    enum Count {
        PUBLISHED,
        APPLIED,
        SET_ASIDE,
        REDELIVERED,
        NOTIFIED,
        REPLIED
    }

    private static final long PATIENCE_SECONDS = 15;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Count, Map<AccountType, Long>> counts = new EnumMap<>(Count.class);
    private final Map<AccountType, Set<Ref>> published = new HashMap<>();
    private final Map<AccountType, Set<Ref>> processed = new HashMap<>();
    private ConnectionState state = new ConnectionState.Idle();
    private long twice;

    void published(AccountType account, Ref ref) {
        change(() -> {
            if (refs(published, account).add(ref)) {
                add(Count.PUBLISHED, account, 1);
            }
        });
    }

    void notified(AccountType account, long notifications) {
        change(() -> add(Count.NOTIFIED, account, notifications));
    }

    void on(ClientEvent event) {
        change(() -> {
            if (event instanceof ClientEvent.Applied applied) {
                processed(applied.account(), applied.ref(), Count.APPLIED);
            } else if (event instanceof ClientEvent.Quarantined quarantined) {
                AccountType account = quarantined.update().account().orElseThrow();
                processed(account, quarantined.update().ref().orElseThrow(), Count.SET_ASIDE);
            } else if (event instanceof ClientEvent.AlreadyProcessed already) {
                add(Count.REDELIVERED, already.account(), 1);
            } else if (event instanceof ClientEvent.StateChanged now) {
                state = now.state();
            }
        });
    }

    void on(ServerEvent event) {
        if (event instanceof ServerEvent.Replied replied) {
            change(() -> add(Count.REPLIED, replied.account(), replied.removed()));
        }
    }

    long count(Count what, AccountType account) {
        return counts.getOrDefault(what, Map.of()).getOrDefault(account, 0L);
    }

    long total(Count what) {
        long sum = 0;
        for (AccountType account : AccountType.values()) {
            sum += count(what, account);
        }
        return sum;
    }

    /** How many updates took effect a second time. */
    long twice() {
        return twice;
    }

    boolean isCaughtUp() {
        return state instanceof ConnectionState.CaughtUp;
    }

    boolean isAllProcessed() {
        return total(Count.APPLIED) + total(Count.SET_ASIDE) == total(Count.PUBLISHED);
    }

    boolean isAllReplied() {
        return total(Count.REPLIED) == total(Count.PUBLISHED);
    }

    /**
     * Waits until it is so.
     *
     * @return whether it came to be so in time
     */
    boolean await(BooleanSupplier condition) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
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

    private void processed(AccountType account, Ref ref, Count how) {
        add(how, account, 1);
        if (!refs(processed, account).add(ref)) {
            twice++;
        }
    }

    private static Set<Ref> refs(Map<AccountType, Set<Ref>> refs, AccountType account) {
        return refs.computeIfAbsent(account, none -> new HashSet<>());
    }

    private void add(Count what, AccountType account, long amount) {
        counts.computeIfAbsent(what, none -> new EnumMap<>(AccountType.class)).merge(account, amount, Long::sum);
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
