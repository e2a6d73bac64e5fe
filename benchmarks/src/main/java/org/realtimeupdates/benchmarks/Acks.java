package org.realtimeupdates.benchmarks;

import java.util.function.LongConsumer;

/** Counts updates that were acknowledged, and tells the time of the last one that is expected. Thread-safe. */
final class Acks {

    private final LongConsumer onLast;
    private long missing;

    /**
     * Nothing is expected yet.
     *
     * @param onLast is told the {@link System#nanoTime}
     */
    Acks(LongConsumer onLast) {
        this.onLast = onLast;
    }

    /** So many more; some may have been acknowledged already. */
    synchronized void expect(int updates) {
        missing += updates;
        tellIfLast();
    }

    synchronized void add(int updates) {
        missing -= updates;
        tellIfLast();
    }

    private void tellIfLast() {
        if (missing == 0) {
            onLast.accept(System.nanoTime());
        }
    }
}
