package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.Digest;
import org.realtimeupdates.adapter.mailboxes.OrderedSlots;
import org.realtimeupdates.domain.UpdateOutcome;

/**
 * Outcomes by the digest of a ref, in the order in which they came first: numbers in one array, as there may be a million, which as objects
 * would keep the garbage collector busy. What is forgotten leaves a gap. Not thread-safe.
 */
final class AppliedRefs {

    private static final List<UpdateOutcome> OUTCOMES = List.of(UpdateOutcome.values());

    /** Both halves of the digest, then the state: when the ref came last, in milliseconds, and in the lowest byte its outcome, counted from one. */
    private static final int SLOT = 3;

    private static final int STATE = 2;
    private static final int OUTCOME_BITS = 8;

    private final int max;
    private OrderedSlots slots = new OrderedSlots();

    /** A state of zero is a gap. */
    private long[] numbers = new long[slots.capacity() * SLOT];

    /** The slots before are gaps. */
    private int first;

    /** @param max when more are put, the first ones are forgotten */
    AppliedRefs(int max) {
        this.max = max;
    }

    /** The outcome that is remembered with that ref. */
    @Nullable
    UpdateOutcome find(Digest ref) {
        int slot = slotOf(ref);
        return slot == OrderedSlots.NONE ? null : OUTCOMES.get((byte) stateAt(slot) - 1);
    }

    /** So many can be put then: what memory does not suffice for throws here, and before anything is changed. */
    void requireRoom(int more) {
        if (slots.mustMove(more)) {
            move(more);
        }
    }

    /** Remembers a ref, or that it came again. There must be room. */
    void put(Digest ref, UpdateOutcome outcome, Instant seen) {
        long state = (seen.toEpochMilli() << OUTCOME_BITS) | (OUTCOMES.indexOf(outcome) + 1);
        int slot = slotOf(ref);
        if (slot != OrderedSlots.NONE) {
            numbers[slot * SLOT + STATE] = state;
            return;
        }
        add(ref.high(), ref.low(), state);
        for (; slots.used() > max; first++) {
            forget(first);
        }
    }

    /** Forgets the refs that did not come since that time, which is taken to the millisecond: none is forgotten too early. */
    void forget(Instant notSeenSince) {
        Instant time = notSeenSince.truncatedTo(ChronoUnit.MILLIS);
        for (int slot = first; slot < slots.end(); slot++) {
            if (Instant.ofEpochMilli(stateAt(slot) >> OUTCOME_BITS).isBefore(time)) {
                forget(slot);
            }
        }
        requireRoom(0);
    }

    private long stateAt(int slot) {
        return numbers[slot * SLOT + STATE];
    }

    /** Makes a gap, if there is none. */
    private void forget(int slot) {
        if (stateAt(slot) != 0) {
            numbers[slot * SLOT + STATE] = 0;
            slots.removed();
        }
    }

    private int slotOf(Digest ref) {
        return slots.find((int) ref.low(), slot -> {
            int at = slot * SLOT;
            return numbers[at] == ref.high() && numbers[at + 1] == ref.low() && numbers[at + STATE] != 0;
        });
    }

    private void add(long high, long low, long state) {
        int at = slots.add((int) low) * SLOT;
        numbers[at] = high;
        numbers[at + 1] = low;
        numbers[at + STATE] = state;
    }

    private void move(int more) {
        long[] before = numbers;
        int end = slots.end() * SLOT;
        OrderedSlots moved = slots.forMoving(more);
        numbers = new long[moved.capacity() * SLOT];
        slots = moved;
        for (int at = first * SLOT; at < end; at += SLOT) {
            if (before[at + STATE] != 0) {
                add(before[at], before[at + 1], before[at + STATE]);
            }
        }
        first = 0;
    }
}
