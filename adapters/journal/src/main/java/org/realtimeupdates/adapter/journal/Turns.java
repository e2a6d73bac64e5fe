package org.realtimeupdates.adapter.journal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.domain.Device;

/** One at a time for each device. Remembers nothing of those that nobody waits for. */
final class Turns {

    private final Map<Device, Turn> turns = new ConcurrentHashMap<>();

    /** Does the work when it is the caller's turn. */
    <R> R take(Device device, Work<R> work) throws Exception {
        Turn turn = turns.compute(device, (key, others) -> {
            Turn joined = others == null ? new Turn() : others;
            joined.users++;
            return joined;
        });
        turn.lock.lock();
        try {
            return work.run();
        } finally {
            turn.lock.unlock();
            turns.compute(device, (key, left) -> left == null || --left.users == 0 ? null : left);
        }
    }

    /** What is done. */
    @FunctionalInterface
    interface Work<R> {
        R run() throws Exception;
    }

    /** Those who wait for one device, and the one whose turn it is. */
    private static final class Turn {

        private final Lock lock = new ReentrantLock();

        /** Changed within the map only. */
        private int users;
    }
}
