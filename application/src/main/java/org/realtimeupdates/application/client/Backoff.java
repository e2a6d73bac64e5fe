package org.realtimeupdates.application.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays that double and are drawn evenly from zero on ("full jitter"), from the first one on, so that clients that lost
 * their server together do not come back together [RTU-57]. Belongs to one executor.
 */
final class Backoff {

    private final RandomGenerator random;
    private final long firstMillis;
    private final long maxMillis;
    private int failures;

    Backoff(RandomGenerator random, Duration first, Duration max) {
        this.random = random;
        this.firstMillis = Math.max(1, first.toMillis());
        this.maxMillis = max.toMillis();
    }

    /** The delay after one more failure. */
    Duration next() {
        long bound = firstMillis;
        for (int i = 0; i < failures && bound < maxMillis; i++) {
            bound *= 2;
        }
        failures++;
        return draw(Math.min(bound, maxMillis));
    }

    /** A delay drawn from the longest bound. */
    Duration longest() {
        failures++;
        return draw(maxMillis);
    }

    /** Begins again with the shortest bound. */
    void reset() {
        failures = 0;
    }

    private Duration draw(long boundMillis) {
        return Duration.ofMillis(random.nextLong(boundMillis + 1));
    }
}
