package org.realtimeupdates.testfixtures.time;

import java.time.Duration;

/** A task of a {@link VirtualExecutor}. */
final class VirtualTask {

    private final VirtualExecutor executor;
    private final Runnable work;
    private final Duration due;
    private final long number;
    private long turn;

    VirtualTask(VirtualExecutor executor, Runnable work, Duration due, long number) {
        this.executor = executor;
        this.work = work;
        this.due = due;
        this.number = number;
    }

    VirtualExecutor executor() {
        return executor;
    }

    Runnable work() {
        return work;
    }

    /** Since the start of virtual time. */
    Duration due() {
        return due;
    }

    /** Its place among the tasks that are due at the same time. */
    long number() {
        return number;
    }

    /** Its place among the tasks whose time has come. */
    long turn() {
        return turn;
    }

    void takeTurn(long place) {
        turn = place;
    }
}
