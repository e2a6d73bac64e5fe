package org.realtimeupdates.adapter.mailboxes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.PendingUpdates;

/**
 * Updates in the order of their positions, and by ref: side by side in arrays, as many waiting ones are what keeps the garbage collector
 * busy. What is removed leaves a gap. Not thread-safe.
 *
 * @param <U> an update; each is here once
 */
public final class WaitingUpdates<U extends WaitingUpdate> {

    private OrderedSlots slots = new OrderedSlots();
    private long[] positions = new long[slots.capacity()];

    /** Null where a gap is. */
    private @Nullable Object[] updates = new Object[slots.capacity()];

    /** The slots before are gaps: none is looked at twice for the first one in use. */
    private int first;

    /** The slots before are gaps and resets. */
    private int firstUpdate;

    /** Mostly the next one is asked for: replies come in order. */
    private int lastFound;

    private long bytes;

    /** How many there are. */
    public int size() {
        return slots.used();
    }

    /** Of their frames. */
    public long bytes() {
        return bytes;
    }

    /**
     * Puts an update behind the others.
     *
     * @param position above theirs
     * @param update whose ref is none of theirs
     */
    public void add(long position, U update) {
        moveFor(1);
        put(position, update);
        bytes += update.bytes();
    }

    /**
     * The one that is meant.
     *
     * @param refHash gives its {@link WaitingUpdate#refHash}; asked only if it is not the one behind that found last
     */
    public @Nullable U find(IntSupplier refHash, Predicate<U> isMeant) {
        return found(slotOf(refHash, isMeant));
    }

    /** The one at that position. */
    public @Nullable U find(long position) {
        return found(slotOf(position));
    }

    /** Takes the one out that {@link #find(IntSupplier, Predicate)} gives; gives null when there is none, or at a later position than that. */
    public @Nullable U remove(IntSupplier refHash, Predicate<U> isMeant, long lastPosition) {
        int slot = slotOf(refHash, isMeant);
        return slot == OrderedSlots.NONE || positions[slot] > lastPosition ? null : removeAt(slot);
    }

    /** Takes the one at that position out; gives null when there is none. */
    public @Nullable U remove(long position) {
        int slot = slotOf(position);
        return slot == OrderedSlots.NONE ? null : removeAt(slot);
    }

    /** All of them, in order. */
    public List<U> all() {
        List<U> all = new ArrayList<>(size());
        forEachAfter(PendingUpdates.START, (position, update) -> all.add(update));
        return all;
    }

    /** The first one, or the first that is no reset. */
    public @Nullable U first(boolean orReset) {
        first = nextInUse(first, true);
        if (orReset) {
            return at(first);
        }
        firstUpdate = nextInUse(Math.max(first, firstUpdate), false);
        return at(firstUpdate);
    }

    /** The position of the last one up to there; {@link PendingUpdates#START} when there is none. */
    public long lastUpTo(long position) {
        int last = firstAfter(position) - 1;
        while (last >= first && updates[last] == null) {
            last--;
        }
        return last < first ? PendingUpdates.START : positions[last];
    }

    /** Visits those behind a position, in order, as long as it is wanted. */
    public void forEachAfter(long position, Visitor<U> visitor) {
        for (int slot = firstAfter(position); slot < slots.end(); slot++) {
            U update = at(slot);
            if (update != null && !visitor.visit(positions[slot], update)) {
                return;
            }
        }
    }

    private int nextInUse(int from, boolean orReset) {
        int slot = from;
        while (slot < slots.end() && isGap(slot, orReset)) {
            slot++;
        }
        return slot;
    }

    private boolean isGap(int slot, boolean orReset) {
        U update = at(slot);
        return update == null || (!orReset && update.isReset());
    }

    private int firstAfter(long position) {
        int at = Arrays.binarySearch(positions, first, slots.end(), position);
        return at < 0 ? -at - 1 : at + 1;
    }

    private int slotOf(IntSupplier refHash, Predicate<U> isMeant) {
        return isAt(lastFound + 1, isMeant)
                ? lastFound + 1
                : slots.find(refHash.getAsInt(), slot -> isAt(slot, isMeant));
    }

    /** May be a gap. */
    private int slotOf(long position) {
        for (int slot = lastFound; slot <= lastFound + 1 && slot < slots.end(); slot++) {
            if (positions[slot] == position) {
                return slot;
            }
        }
        int slot = Arrays.binarySearch(positions, first, slots.end(), position);
        return slot < 0 ? OrderedSlots.NONE : slot;
    }

    private boolean isAt(int slot, Predicate<U> isMeant) {
        U update = at(slot);
        return update != null && isMeant.test(update);
    }

    private @Nullable U found(int slot) {
        if (slot == OrderedSlots.NONE) {
            return null;
        }
        lastFound = slot;
        return at(slot);
    }

    @SuppressWarnings("unchecked")
    private @Nullable U at(int slot) {
        return slot < slots.end() ? (U) updates[slot] : null;
    }

    private @Nullable U removeAt(int slot) {
        U removed = found(slot);
        if (removed != null) {
            updates[slot] = null;
            slots.removed();
            bytes -= removed.bytes();
            moveFor(0);
        }
        return removed;
    }

    private void put(long position, U update) {
        int slot = slots.add(update.refHash());
        positions[slot] = position;
        updates[slot] = update;
    }

    /** Closes the gaps where they are many, and takes longer arrays where they are few. */
    private void moveFor(int more) {
        if (!slots.mustMove(more)) {
            return;
        }
        int end = slots.end();
        long[] oldPositions = positions;
        @Nullable Object[] oldUpdates = updates;
        // What memory does not suffice for throws before anything is changed.
        OrderedSlots moved = slots.forMoving(more);
        long[] newPositions = new long[moved.capacity()];
        updates = new Object[moved.capacity()];
        positions = newPositions;
        slots = moved;
        for (int slot = first; slot < end; slot++) {
            @SuppressWarnings("unchecked")
            U update = (U) oldUpdates[slot];
            if (update != null) {
                put(oldPositions[slot], update);
            }
        }
        first = 0;
        firstUpdate = 0;
        lastFound = 0;
    }

    /** Looks at an update. */
    @FunctionalInterface
    public interface Visitor<U> {

        /** Whether the next one is wanted. */
        boolean visit(long position, U update);
    }
}
