package org.realtimeupdates.testfixtures.simulation;

import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What happens next: events in the order of virtual time, those of the same time in an order drawn from the seed. One thread. */
final class VirtualTime {

    private final SplittableRandom ties;

    /** Those to come, the next one last: most are added not far from there. */
    private @Nullable Event[] events = new @Nullable Event[256];

    /** When each of them is. */
    private long[] times = new long[256];

    private int size;
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
        long time = now + delay;
        Event event = new Event(ties.nextInt(), what);
        if (size == times.length) {
            events = Arrays.copyOf(events, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
        }
        int place = place(time, event.tie);
        if (place < size) {
            System.arraycopy(events, place, events, place + 1, size - place);
            System.arraycopy(times, place, times, place + 1, size - place);
        }
        events[place] = event;
        times[place] = time;
        size++;
        return event;
    }

    /** Behind all that come later. */
    private int place(long time, int tie) {
        int place = size;
        while (place > 0 && (times[place - 1] < time || (times[place - 1] == time && event(place - 1).tie < tie))) {
            place--;
        }
        return place;
    }

    /** Runs the next event, unless none is left or it is later than that; the time is then that. */
    boolean runNext(long until) {
        while (size > 0 && event(size - 1).cancelled) {
            removeNext();
        }
        if (size == 0 || times[size - 1] > until) {
            now = Math.max(now, until);
            return false;
        }
        now = times[size - 1];
        steps++;
        removeNext().what.run();
        return true;
    }

    private Event removeNext() {
        Event next = event(--size);
        events[size] = null;
        return next;
    }

    private Event event(int place) {
        return Objects.requireNonNull(events[place]);
    }

    /** An event that has not happened yet. */
    static final class Event {

        private final int tie;
        private final Runnable what;
        private boolean cancelled;

        private Event(int tie, Runnable what) {
            this.tie = tie;
            this.what = what;
        }

        /** It does not happen. */
        void cancel() {
            cancelled = true;
        }
    }
}
