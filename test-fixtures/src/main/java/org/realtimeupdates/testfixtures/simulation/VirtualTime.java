package org.realtimeupdates.testfixtures.simulation;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** What happens next: events in the order of virtual time, those of the same time in an order drawn from the seed. One thread. */
final class VirtualTime {

    private final PriorityQueue<Event> events = new PriorityQueue<>(256);
    private final SplittableRandom ties;
    private long now;
    private long steps;

    VirtualTime(SplittableRandom ties) {
        this.ties = ties;
    }

    /** Nanoseconds since the start. */
    long now() {
        return now;
    }

    /** How many events were run. */
    long steps() {
        return steps;
    }

    /**
     * Something that happens later.
     *
     * @param delay in nanoseconds; not negative
     */
    Event after(long delay, Runnable what) {
        Event event = new Event(now + delay, ties.nextInt(), what);
        events.add(event);
        return event;
    }

    /** Runs the next event, unless none is left or it is later than that; the time is then that. */
    boolean runNext(long until) {
        Event next = events.peek();
        while (next != null && next.cancelled) {
            events.poll();
            next = events.peek();
        }
        if (next == null || next.time > until) {
            now = Math.max(now, until);
            return false;
        }
        events.poll();
        now = next.time;
        steps++;
        next.what.run();
        return true;
    }

    /** An event that has not happened yet. */
    static final class Event implements Comparable<Event> {

        private final long time;
        private final int tie;
        private final Runnable what;
        private boolean cancelled;

        private Event(long time, int tie, Runnable what) {
            this.time = time;
            this.tie = tie;
            this.what = what;
        }

        /** It does not happen. */
        void cancel() {
            cancelled = true;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(tie, other.tie);
        }
    }
}
