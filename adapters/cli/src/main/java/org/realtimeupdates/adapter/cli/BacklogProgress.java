package org.realtimeupdates.adapter.cli;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Shows on a terminal how far a long backlog is. Thread-safe. */
final class BacklogProgress {

    private static final long WORTH_SHOWING = 100;
    private static final int WIDTH = 40;

    private final PrintStream err;
    private final boolean onTerminal;
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong processed = new AtomicLong();
    private final AtomicBoolean shown = new AtomicBoolean();

    BacklogProgress(PrintStream err, boolean onTerminal) {
        this.err = err;
        this.onTerminal = onTerminal;
    }

    /** A backlog of an account begins. */
    void started(long pending) {
        total.addAndGet(pending);
    }

    /** One more update was processed. */
    void step() {
        long now = processed.incrementAndGet();
        long all = total.get();
        if (onTerminal && all > WORTH_SHOWING && now <= all && (now * 100 / all != (now - 1) * 100 / all)) {
            shown.set(true);
            int filled = (int) (now * WIDTH / all);
            err.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + now + " of " + all);
            err.flush();
        }
    }

    /** The backlog is over, or its connection. */
    void done() {
        total.set(0);
        processed.set(0);
        if (shown.getAndSet(false)) {
            err.println();
        }
    }
}
