package org.realtimeupdates.testfixtures.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads of a contract test; what they throw fails the test, and so does waiting for too long. */
final class OtherThread {

    private static final long SECONDS = 60;

    private OtherThread() {}

    /** A step of a test. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Runs the step on another thread and waits for it. */
    static void run(Step step) throws InterruptedException, ExecutionException, TimeoutException {
        runAtOnce(List.of(step));
    }

    /** Runs the steps at the same time, each on a thread of its own, and waits for all. */
    static void runAtOnce(List<Step> steps) throws InterruptedException, ExecutionException, TimeoutException {
        CyclicBarrier start = new CyclicBarrier(steps.size());
        ExecutorService threads = Executors.newFixedThreadPool(steps.size(), OtherThread::daemon);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Step step : steps) {
                Callable<Boolean> work = () -> {
                    start.await(SECONDS, TimeUnit.SECONDS);
                    step.run();
                    return true;
                };
                running.add(threads.submit(work));
            }
            for (Future<?> future : running) {
                future.get(SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "contract-test");
        thread.setDaemon(true);
        return thread;
    }
}
