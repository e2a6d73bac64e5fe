package org.realtimeupdates.adapter.micrometer;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** When the updates of this process were published that some device has not replied yet; the newest of them. Thread-safe. */
final class PublishTimes {

    private final int max;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Key, Published> times = new LinkedHashMap<>();

    PublishTimes(int max) {
        this.max = max;
    }

    /** Remembers an update that so many devices will reply; one that is remembered stays as it is. */
    void published(String user, AccountType account, Ref ref, int devices, long nanos) {
        if (devices == 0) {
            return;
        }
        lock.lock();
        try {
            if (times.putIfAbsent(new Key(user, account, ref), new Published(nanos, devices)) == null
                    && times.size() > max) {
                Iterator<Key> oldest = times.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }

    /** When an update that one of its devices replied was published; empty where it is not remembered. */
    OptionalLong replied(String user, AccountType account, Ref ref) {
        Key key = new Key(user, account, ref);
        lock.lock();
        try {
            Published published = times.get(key);
            if (published == null) {
                return OptionalLong.empty();
            }
            if (published.devices() == 1) {
                times.remove(key);
            } else {
                times.put(key, new Published(published.nanos(), published.devices() - 1));
            }
            return OptionalLong.of(published.nanos());
        } finally {
            lock.unlock();
        }
    }

    private record Key(String user, AccountType account, Ref ref) {}

    private record Published(long nanos, int devices) {}
}
