package org.realtimeupdates.testfixtures.time;

import org.jspecify.annotations.Nullable;

/** What tasks threw: the first, with the others as suppressed ones. */
final class TaskFailures {

    private @Nullable Throwable first;

    /** Runs the task; keeps what it throws. */
    void collect(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error failure) {
            if (first == null) {
                first = failure;
            } else if (first != failure) {
                first.addSuppressed(failure);
            }
        }
    }

    /** Throws what was kept, once. */
    void rethrow() {
        Throwable failure = first;
        first = null;
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
