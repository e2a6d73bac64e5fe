package org.realtimeupdates.application.port.persistence;

import java.time.Duration;

/**
 * What one mailbox may hold [RTU-15].
 *
 * @param maxUpdates at least 2
 * @param maxBytes of the frames together; at least the largest frame
 * @param maxAge how long an update waits; positive
 * @param refMemory how long a ref is remembered after it was let go of [RTU-11]; not negative
 */
public record PendingLimits(int maxUpdates, long maxBytes, Duration maxAge, Duration refMemory) {

    /** 100,000 updates, 256 MiB, 30 days; refs for 7 days. */
    public static final PendingLimits DEFAULT =
            new PendingLimits(100_000, 256L << 20, Duration.ofDays(30), Duration.ofDays(7));

    public PendingLimits {
        if (maxUpdates < 2) {
            throw new IllegalArgumentException("maxUpdates: at least 2, got " + maxUpdates);
        }
        if (maxBytes < 1 << 20) {
            throw new IllegalArgumentException("maxBytes: at least 1 MiB, got " + maxBytes);
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge: must be positive, got " + maxAge);
        }
        if (refMemory.isNegative()) {
            throw new IllegalArgumentException("refMemory: must not be negative, got " + refMemory);
        }
    }
}
