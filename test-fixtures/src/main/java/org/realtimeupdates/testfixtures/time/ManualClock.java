package org.realtimeupdates.testfixtures.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements InstantSource {

    /** Where every clock starts: a test gives the same result on every day. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    /** A clock at {@link #START}. */
    public ManualClock() {}

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** Jumps to that time, back or forth. */
    public synchronized void set(Instant instant) {
        now = instant;
    }

    /** Moves on; with a negative amount, back. */
    public synchronized void advance(Duration amount) {
        now = now.plus(amount);
    }
}
