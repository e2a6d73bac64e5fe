package org.realtimeupdates.benchmarks;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/** The updates that a broker has yet to confirm: bounds them. One thread publishes, any confirms. */
final class Unconfirmed {

    private static final int MAX = 10_000;

    private final Semaphore room = new Semaphore(MAX);

    /** Blocks while there are too many. */
    void add(int updates) throws InterruptedException {
        room.acquire(updates);
    }

    void confirmed(int updates) {
        room.release(updates);
    }

    /** Confirmed when that is done. */
    void follow(CompletionStage<?> update) {
        update.whenComplete((result, failure) -> {
            if (failure != null) {
                System.err.println("not kept: " + failure);
            } else {
                confirmed(1);
            }
        });
    }

    void awaitNone() throws InterruptedException {
        room.acquire(MAX);
        room.release(MAX);
    }
}
