package org.realtimeupdates.testfixtures.simulation;

import java.time.Instant;
import java.time.InstantSource;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** The wall clock of one machine: moves with virtual time and can be set anew. */
final class SimulatedClock implements InstantSource {

    private final VirtualTime time;
    private long offset;

    SimulatedClock(VirtualTime time) {
        this.time = time;
    }

    @Override
    public Instant instant() {
        return ManualClock.START.plusNanos(time.now() + offset);
    }

    /** By how many nanoseconds it is ahead of true time. */
    long offset() {
        return offset;
    }

    /** Sets it so many nanoseconds ahead of true time; negative for behind. */
    void set(long ahead) {
        offset = ahead;
    }
}
