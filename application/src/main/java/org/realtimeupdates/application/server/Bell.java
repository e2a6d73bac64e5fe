package org.realtimeupdates.application.server;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes one task of many calls. What was there when it was rung is there when its task runs. Thread-safe. */
final class Bell {

    private final Executor executor;
    private final Runnable answer;
    private final AtomicBoolean rung = new AtomicBoolean();

    /**
     * Not rung.
     *
     * @param answer run on the executor after a ring
     */
    Bell(Executor executor, Runnable answer) {
        this.executor = executor;
        this.answer = answer;
    }

    /** Callable from any thread. Throws what the executor throws, and can then be rung again. */
    void ring() {
        if (rung.getAndSet(true)) {
            return;
        }
        try {
            executor.execute(() -> {
                rung.set(false);
                answer.run();
            });
        } catch (RuntimeException | Error e) {
            rung.set(false);
            throw e;
        }
    }
}
