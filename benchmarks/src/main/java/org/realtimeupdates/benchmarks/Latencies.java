package org.realtimeupdates.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.realtimeupdates.domain.Ref;

/** From the moment an update should be published to its reply, by ref. Thread-safe. */
final class Latencies {

    private static final int MAX = 1_000_000;
    private static final long PATIENCE_MILLIS = 20_000;

    private final AtomicLong refs = new AtomicLong();
    private final Map<Ref, Long> begun = new ConcurrentHashMap<>();
    private final long[] nanos = new long[MAX];
    private int count;

    Ref newRef() {
        return new Ref("r" + refs.incrementAndGet());
    }

    synchronized void clear() {
        count = 0;
        begun.clear();
    }

    void published(Ref ref, long due) {
        begun.put(ref, due);
    }

    void replied(List<Ref> replied) {
        long now = System.nanoTime();
        for (Ref ref : replied) {
            Long due = begun.remove(ref);
            if (due != null) {
                add(now - due);
            }
        }
    }

    private synchronized void add(long value) {
        if (count < MAX) {
            nanos[count++] = value;
        }
        notifyAll();
    }

    /** Waits for so many; then {@code latency COUNT P50 P99 P99.9 MAX} in microseconds. */
    synchronized String await(int expected) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (count < expected && System.nanoTime() < end) {
            wait(100);
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return "latency " + count + " " + micros(sorted, 0.5) + " " + micros(sorted, 0.99) + " " + micros(sorted, 0.999)
                + " " + micros(sorted, 1);
    }

    private static long micros(long[] sorted, double share) {
        return sorted.length == 0 ? -1 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1_000;
    }
}
