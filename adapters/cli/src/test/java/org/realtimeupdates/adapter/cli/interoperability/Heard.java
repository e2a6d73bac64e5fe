package org.realtimeupdates.adapter.cli.interoperability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** What was heard, in order; each is taken once. Thread-safe. */
final class Heard<T> {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> waiting = new ArrayList<>();

    Heard() {}

    void add(T one) {
        lock.lock();
        try {
            waiting.add(one);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the first that is wanted, once it is there.
     *
     * @throws AssertionError when it does not come in time
     */
    T await(String what, Predicate<T> wanted) throws InterruptedException {
        return take(wanted, PATIENCE)
                .orElseThrow(() ->
                        new AssertionError("waited in vain for " + what + "; there were " + cut(all().toString())));
    }

    /** Takes the first that is wanted, if it comes in time. */
    Optional<T> take(Predicate<T> wanted, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (true) {
                for (int i = 0; i < waiting.size(); i++) {
                    if (wanted.test(waiting.get(i))) {
                        return Optional.of(waiting.remove(i));
                    }
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private List<T> all() {
        lock.lock();
        try {
            return List.copyOf(waiting);
        } finally {
            lock.unlock();
        }
    }

    private static String cut(String text) {
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
