package org.realtimeupdates.adapter.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.mailboxes.Digest;

/** Updates in the order of their positions: an array that grows at its end, with holes where updates were taken out. */
final class WaitingUpdates {

    private static final int FIRST_LENGTH = 8;

    private final Map<Digest, StoredUpdate> byRef = new HashMap<>();
    private long[] positions = new long[FIRST_LENGTH];
    private @Nullable StoredUpdate[] updates = new StoredUpdate[FIRST_LENGTH];
    private int from;
    private int to;
    private long bytes;

    int count() {
        return byRef.size();
    }

    /** Of their frames. */
    long bytes() {
        return bytes;
    }

    /** Puts one behind the others. */
    void add(StoredUpdate update) {
        if (to == positions.length) {
            makeRoom();
        }
        positions[to] = update.position();
        updates[to] = update;
        to++;
        byRef.put(update.ref(), update);
        bytes += update.frameBytes();
    }

    @Nullable
    StoredUpdate find(Digest ref) {
        return byRef.get(ref);
    }

    @Nullable
    StoredUpdate find(long position) {
        int at = Arrays.binarySearch(positions, from, to, position);
        return at < 0 ? null : updates[at];
    }

    /** Takes one out that is here. */
    void remove(StoredUpdate update) {
        int at = Arrays.binarySearch(positions, from, to, update.position());
        updates[at] = null;
        byRef.remove(update.ref());
        bytes -= update.frameBytes();
        while (from < to && updates[from] == null) {
            from++;
        }
        while (from < to && updates[to - 1] == null) {
            to--;
        }
        if (from == to) {
            from = 0;
            to = 0;
        }
    }

    List<StoredUpdate> all() {
        List<StoredUpdate> all = new ArrayList<>(count());
        for (int i = from; i < to; i++) {
            StoredUpdate update = updates[i];
            if (update != null) {
                all.add(update);
            }
        }
        return all;
    }

    /** Those behind a position, in order, as long as they are wanted. */
    void forEachAfter(long position, Predicate<StoredUpdate> wanted) {
        int at = Arrays.binarySearch(positions, from, to, position + 1);
        for (int i = at < 0 ? -at - 1 : at; i < to; i++) {
            StoredUpdate update = updates[i];
            if (update != null && !wanted.test(update)) {
                return;
            }
        }
    }

    /** The last one up to a position. */
    @Nullable
    StoredUpdate lastUpTo(long position) {
        int at = Arrays.binarySearch(positions, from, to, position);
        for (int i = at < 0 ? -at - 2 : at; i >= from; i--) {
            if (updates[i] != null) {
                return updates[i];
            }
        }
        return null;
    }

    /** The first one, or the first that does not tell that others were let go: such a one is always first. */
    @Nullable
    StoredUpdate first(boolean orReset) {
        for (int i = from; i < to; i++) {
            StoredUpdate update = updates[i];
            if (update != null && (orReset || !update.isReset())) {
                return update;
            }
        }
        return null;
    }

    /** Closes the holes, and takes a longer array where they were few: so that holes are never the most of it for long. */
    private void makeRoom() {
        int length = Math.max(FIRST_LENGTH, 2 * count());
        long[] morePositions = new long[length];
        @Nullable StoredUpdate[] moreUpdates = new StoredUpdate[length];
        int kept = 0;
        for (int i = from; i < to; i++) {
            if (updates[i] != null) {
                morePositions[kept] = positions[i];
                moreUpdates[kept] = updates[i];
                kept++;
            }
        }
        positions = morePositions;
        updates = moreUpdates;
        from = 0;
        to = kept;
    }
}
