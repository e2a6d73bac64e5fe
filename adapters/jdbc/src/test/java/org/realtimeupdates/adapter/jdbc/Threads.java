package org.realtimeupdates.adapter.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads of a test; what they throw fails the test, and so does waiting for too long. */
final class Threads {

    static final long SECONDS = 60;

    private Threads() {}

    /** A step of a test. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Runs each step on a thread of its own, and waits for all. */
    static void runAtOnce(Step... steps) throws Exception {
        runAtOnce(List.of(steps));
    }

    static void runAtOnce(List<Step> steps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(steps.size(), Threads::daemon);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Step step : steps) {
                running.add(threads.submit(callable(step)));
            }
            for (Future<?> future : running) {
                future.get(SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Boolean> callable(Step step) {
        return () -> {
            step.run();
            return true;
        };
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "jdbc-test");
        thread.setDaemon(true);
        return thread;
    }
}
