package org.realtimeupdates.application.server;

import java.time.Duration;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go, now and then, of what the store has kept long enough. */
final class ExpiryJob {

    private static final Logger log = LoggerFactory.getLogger(ExpiryJob.class);

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Expiry expiry;
    private final SerialExecutor executor;
    private volatile boolean stopped;

    ExpiryJob(Expiry expiry, SerialExecutor executor) {
        this.expiry = expiry;
        this.executor = executor;
    }

    void start() {
        executor.schedule(PERIOD, this::run);
    }

    /** Begins no further round. */
    void stop() {
        stopped = true;
    }

    private void run() {
        if (stopped) {
            return;
        }
        boolean more = false;
        try {
            more = expiry.expire();
        } catch (RuntimeException | Error e) {
            log.warn("The store could not let go of what is old; it is tried again in {}", PERIOD, e);
        }
        executor.schedule(more ? Duration.ZERO : PERIOD, this::run);
    }
}
