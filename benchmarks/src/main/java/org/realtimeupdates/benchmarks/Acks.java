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

    synchronized void expect(int updates) {
        missing = updates;
    }

    synchronized void add(int updates) {
        missing -= updates;
        if (missing <= 0 && missing + updates > 0) {
            onLast.accept(System.nanoTime());
        }
    }
}
