package org.realtimeupdates.adapter.memory;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Locks of users: a fixed number, so that unknown users cost nothing; now and then two users share one. */
final class UserLocks {

    private static final int COUNT = 64;

    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(COUNT).toList();

    /** Does the work while holding the lock of that user. */
    <R> R holding(String user, Supplier<R> work) {
        Lock lock = locks.get(index(user));
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does the work while holding the locks of all those users: taken in one fixed order, so that callers cannot block each other. */
    <R> R holding(Collection<String> users, Supplier<R> work) {
        List<Lock> needed = users.stream()
                .map(UserLocks::index)
                .distinct()
                .sorted()
                .map(locks::get)
                .toList();
        needed.forEach(Lock::lock);
        try {
            return work.get();
        } finally {
            needed.forEach(Lock::unlock);
        }
    }

    private static int index(String user) {
        return Math.floorMod(user.hashCode(), COUNT);
    }
}
