package org.realtimeupdates.adapter.websocket.server;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How many sockets are open, in all and of each network address. Thread-safe. */
public final class OpenConnections {

    private static final int NETWORK_BYTES = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();
    private final Map<ByteBuffer, Integer> byAddress = new HashMap<>();
    private final int max;
    private final int maxPerAddress;
    private int count;

    /**
     * None is open yet.
     *
     * @param maxPerAddress of one IPv4 address or one IPv6 network of 64 bits
     */
    public OpenConnections(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    /**
     * Counts a socket of that address, if there is room for it.
     *
     * @return why there is not; then it is not counted
     */
    public Optional<String> add(InetAddress address) {
        lock.lock();
        try {
            if (count >= max) {
                return Optional.of("too many connections");
            }
            if (byAddress.getOrDefault(key(address), 0) >= maxPerAddress) {
                return Optional.of("too many connections of one address");
            }
            byAddress.merge(key(address), 1, Integer::sum);
            count++;
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Of IPv6 the first 64 bits: the rest is whatever a single host likes. */
    private static ByteBuffer key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, NETWORK_BYTES));
    }

    /** A counted socket is closed. */
    public void remove(InetAddress address) {
        lock.lock();
        try {
            byAddress.computeIfPresent(key(address), (key, open) -> open > 1 ? open - 1 : null);
            count--;
            if (count == 0) {
                none.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits so long for the last one to close.
     *
     * @return whether none is open
     */
    public boolean awaitNone(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (count > 0 && left > 0) {
                left = none.awaitNanos(left);
            }
            return count == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
