package org.realtimeupdates.adapter.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Ref;

/**
 * Updates in the order of their positions, and by ref: side by side in arrays, as many waiting ones are what keeps the garbage collector
 * busy. What is removed leaves a gap. Not thread-safe.
 */
final class WaitingUpdates {

    private OrderedSlots slots = new OrderedSlots();
    private long[] positions = new long[slots.capacity()];

    /** Null where a gap is. */
    private @Nullable KeptUpdate[] updates = new KeptUpdate[slots.capacity()];

    /** The slots before are gaps: none is looked at twice for the first one in use. */
    private int first;

    /** The slots before are gaps and resets. */
    private int firstUpdate;

    /** Behind the one that was removed last: replies mostly come in order. */
    private int nextToRemove;

    int size() {
        return slots.used();
    }

    /**
     * Puts an update behind the others.
     *
     * @param position above theirs
     * @param update whose ref is none of theirs
     */
    void add(long position, KeptUpdate update) {
        moveFor(1);
        put(position, update);
    }

    @Nullable
    KeptUpdate find(Ref ref) {
        int slot = slotOf(ref);
        return slot == OrderedSlots.NONE ? null : updates[slot];
    }

    /** Takes an update out; gives null when it does not wait, or at a later position than that. */
    @Nullable
    KeptUpdate remove(Ref ref, long lastPosition) {
        int slot = isAt(nextToRemove, ref) ? nextToRemove : slotOf(ref);
        if (slot == OrderedSlots.NONE || positions[slot] > lastPosition) {
            return null;
        }
        nextToRemove = slot + 1;
        KeptUpdate removed = updates[slot];
        updates[slot] = null;
        slots.removed();
        moveFor(0);
        return removed;
    }

    /** Takes all out, and gives them in order. */
    List<KeptUpdate> removeAll() {
        List<KeptUpdate> removed = new ArrayList<>(size());
        for (int slot = first; slot < slots.end(); slot++) {
            KeptUpdate update = updates[slot];
            if (update != null) {
                removed.add(update);
                updates[slot] = null;
                slots.removed();
            }
        }
        moveFor(0);
        return removed;
    }

    /** The first one. */
    @Nullable
    KeptUpdate first() {
        while (first < slots.end() && updates[first] == null) {
            first++;
        }
        return first < slots.end() ? updates[first] : null;
    }

    /** The first that is no reset. */
    @Nullable
    KeptUpdate firstUpdate() {
        firstUpdate = Math.max(first, firstUpdate);
        while (firstUpdate < slots.end() && isGapOrReset(updates[firstUpdate])) {
            firstUpdate++;
        }
        return firstUpdate < slots.end() ? updates[firstUpdate] : null;
    }

    /** The position of the last one; {@link PendingUpdates#START} when none waits. */
    long lastPosition() {
        int last = slots.end() - 1;
        while (last >= first && updates[last] == null) {
            last--;
        }
        return last < first ? PendingUpdates.START : positions[last];
    }

    /** A page, as {@link PendingUpdates#readAfter} gives it. */
    List<PendingUpdate> readAfter(long position, int max, int maxBytes) {
        List<PendingUpdate> page = new ArrayList<>();
        long bytes = 0;
        for (int slot = firstAfter(position); slot < slots.end() && page.size() < max; slot++) {
            KeptUpdate next = updates[slot];
            if (next != null) {
                bytes += next.bytes();
                if (bytes > maxBytes && !page.isEmpty()) {
                    break;
                }
                page.add(new PendingUpdate(positions[slot], next.ref(), next.frame(), next.isReset()));
            }
        }
        return page;
    }

    private int firstAfter(long position) {
        int at = Arrays.binarySearch(positions, first, slots.end(), position);
        return at < 0 ? -at - 1 : at + 1;
    }

    private int slotOf(Ref ref) {
        return slots.find(ref.hashCode(), slot -> isAt(slot, ref));
    }

    private boolean isAt(int slot, Ref ref) {
        KeptUpdate update = slot < slots.end() ? updates[slot] : null;
        return update != null && update.ref().equals(ref);
    }

    private static boolean isGapOrReset(@Nullable KeptUpdate update) {
        return update == null || update.isReset();
    }

    private void put(long position, KeptUpdate update) {
        int slot = slots.add(update.ref().hashCode());
        positions[slot] = position;
        updates[slot] = update;
    }

    private void moveFor(int more) {
        if (!slots.mustMove(more)) {
            return;
        }
        int end = slots.end();
        long[] oldPositions = positions;
        @Nullable KeptUpdate[] oldUpdates = updates;
        // What memory does not suffice for throws before anything is changed.
        OrderedSlots moved = slots.forMoving(more);
        long[] newPositions = new long[moved.capacity()];
        updates = new KeptUpdate[moved.capacity()];
        positions = newPositions;
        slots = moved;
        for (int slot = first; slot < end; slot++) {
            KeptUpdate update = oldUpdates[slot];
            if (update != null) {
                put(oldPositions[slot], update);
            }
        }
        first = 0;
        firstUpdate = 0;
        nextToRemove = 0;
    }
}
