package org.realtimeupdates.application.wire;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;

/**
 * Tells of a message that takes too long to be written [RTU-34]. Messages can be many: instead of a timer for each there is one that looks
 * four times within that time, and none while nothing is written. Belongs to the connection's executor.
 */
final class WriteTimeout {

    private static final int LOOKS = 4;

    private final Duration gap;
    private final SerialExecutor timer;
    private final BooleanSupplier writing;
    private final Runnable onTooSlow;
    private @Nullable Cancellation nextLook;
    private int looks;

    /**
     * A timeout while nothing is written.
     *
     * @param timeout how long a message may take; it is told of when that is over, and within a quarter more
     * @param writing whether the message is still being written
     */
    WriteTimeout(Duration timeout, SerialExecutor timer, BooleanSupplier writing, Runnable onTooSlow) {
        this.gap = timeout.plusNanos(LOOKS - 1).dividedBy(LOOKS);
        this.timer = timer;
        this.writing = writing;
        this.onTooSlow = onTooSlow;
    }

    /** A message is being written from now on. */
    void begin() {
        if (nextLook == null) {
            looks = 0;
            lookLater();
        } else {
            // The next look comes sooner than after the whole gap.
            looks = -1;
        }
    }

    /** Nothing is told any more. */
    void stop() {
        if (nextLook != null) {
            nextLook.cancel();
            nextLook = null;
        }
    }

    private void lookLater() {
        nextLook = timer.schedule(gap, this::look);
    }

    private void look() {
        nextLook = null;
        if (!writing.getAsBoolean()) {
            return;
        }
        looks++;
        if (looks < LOOKS) {
            lookLater();
        } else {
            onTooSlow.run();
        }
    }
}
