package org.realtimeupdates.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a client library hands over one by one, taken as batches that form while the one before is worked on. Ends with the process.
 * Thread-safe.
 */
final class Batches<T> {

    private static final int MAX = 1_000;

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>();
    private final Work<T> work;

    Batches(Work<T> work) {
        this.work = work;
        Thread thread = new Thread(this::run);
        thread.setDaemon(true);
        thread.start();
    }

    void add(T item) {
        waiting.add(item);
    }

    private void run() {
        try {
            while (true) {
                List<T> batch = new ArrayList<>();
                batch.add(waiting.take());
                waiting.drainTo(batch, MAX - 1);
                work.on(batch);
            }
        } catch (Exception e) {
            System.err.println("no more is applied: " + e);
        }
    }

    /** What is done with a batch, which is never empty. */
    @FunctionalInterface
    interface Work<T> {
        void on(List<T> batch) throws Exception;
    }
}
