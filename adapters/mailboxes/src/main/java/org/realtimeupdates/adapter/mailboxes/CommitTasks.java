package org.realtimeupdates.adapter.mailboxes;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done once a transaction has committed. Belongs to its thread. */
public final class CommitTasks {

    private static final Logger log = LoggerFactory.getLogger(CommitTasks.class);

    private final List<Runnable> tasks = new ArrayList<>();

    /** None yet. */
    public CommitTasks() {}

    /** One more. */
    public void add(Runnable task) {
        tasks.add(task);
    }

    /** Runs them in order; what they throw is logged. */
    public void run() {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("A task failed after its transaction was committed", e);
            }
        }
    }
}
