package org.realtimeupdates.application.testing;

import org.jetbrains.lincheck.Lincheck;

/**
 * Runs a scenario of a few threads many times: as it comes, or, where {@code lincheck.invocations} says how often, in the
 * interleavings that Lincheck tries. Lincheck goes through all that stands in a scenario step by step, so there is no assertion
 * library in it.
 */
public final class Interleavings {

    private static final int AS_IT_COMES = 1_000;

    private Interleavings() {}

    public static void of(Runnable scenario) {
        Integer invocations = Integer.getInteger("lincheck.invocations");
        if (invocations != null) {
            Lincheck.runConcurrentTest(invocations, scenario);
        } else {
            for (int i = 0; i < AS_IT_COMES; i++) {
                scenario.run();
            }
        }
    }

    public static void startAndJoin(Runnable... tasks) {
        Thread[] threads = new Thread[tasks.length];
        for (int i = 0; i < tasks.length; i++) {
            threads[i] = new Thread(tasks[i]);
            threads[i].start();
        }
        for (Thread thread : threads) {
            join(thread);
        }
    }

    public static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void require(boolean holds, Object found) {
        if (!holds) {
            throw new IllegalStateException(String.valueOf(found));
        }
    }
}
