package org.realtimeupdates.adapter.jdbc;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done after a commit. Belongs to the transaction's thread. */
final class CommitTasks {

    private static final Logger log = LoggerFactory.getLogger(CommitTasks.class);

    private final List<Runnable> tasks = new ArrayList<>();

    void add(Runnable task) {
        tasks.add(task);
    }

    /** Runs them in order, each once. */
    void run() {
        List<Runnable> due = List.copyOf(tasks);
        tasks.clear();
        for (Runnable task : due) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("What was to be done after a commit failed; the commit stands", e);
            }
        }
    }
}
