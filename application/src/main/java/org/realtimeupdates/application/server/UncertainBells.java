package org.realtimeupdates.application.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.domain.AccountType;

/**
 * Rings, a little later, where updates may have been kept by a commit that did not tell: it failed on its way back, or its tasks
 * did not run. A bell too many costs one read. Thread-safe.
 */
final class UncertainBells {

    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final Sessions sessions;
    private final SerialExecutor executor;
    private final Set<Uncertain> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    UncertainBells(Sessions sessions, SerialExecutor executor) {
        this.sessions = sessions;
        this.executor = executor;
    }

    void start() {
        executor.schedule(PERIOD, this::round);
    }

    /** Begins no further round. */
    void stop() {
        stopped = true;
    }

    /** Something is about to be kept for those users; what is returned tells that it is certain, and may never run. */
    Runnable expect(Set<String> users) {
        Uncertain uncertain = new Uncertain(users);
        waiting.add(uncertain);
        return () -> waiting.remove(uncertain);
    }

    private void round() {
        if (stopped) {
            return;
        }
        for (Uncertain uncertain : waiting) {
            if (uncertain.isOld) {
                waiting.remove(uncertain);
                ring(uncertain.users);
            }
            // What is young may still be told.
            uncertain.isOld = true;
        }
        executor.schedule(PERIOD, this::round);
    }

    private void ring(Set<String> users) {
        for (Session session : sessions.all()) {
            if (users.contains(session.device().user())) {
                for (AccountType account : AccountType.values()) {
                    session.ring(account);
                }
            }
        }
    }

    /** A commit that has not told; each is its own. */
    private static final class Uncertain {

        private final Set<String> users;

        /** Of the executor. */
        private boolean isOld;

        Uncertain(Set<String> users) {
            this.users = users;
        }
    }
}
