package org.realtimeupdates.adapter.mailboxes;

import java.util.function.IntPredicate;

/**
 * Numbers the slots of arrays in the order of what is put there, and finds them by hash, without an object for each. The arrays, and
 * which slots are gaps again, are their owner's matter; who must move what is there takes new slots for it. Not thread-safe.
 */
public final class OrderedSlots {

    /** No slot. */
    public static final int NONE = -1;

    private static final int FIRST_CAPACITY = 8;

    private final int capacity;

    /**
     * Slots plus one by hash, zero where there is none; half full at most, and its length a power of two. Gaps stay. The bits that no slot
     * needs are some of its hash: another one is mostly told by them, without a look at the owner's arrays.
     */
    private final int[] byHash;

    private final int slotBits;

    private int end;
    private int used;

    /** A few slots to begin with. */
    public OrderedSlots() {
        this(FIRST_CAPACITY);
    }

    private OrderedSlots(int capacity) {
        this.capacity = capacity;
        this.byHash = new int[4 * Integer.highestOneBit(capacity)];
        this.slotBits = Integer.SIZE - Integer.numberOfLeadingZeros(capacity);
    }

    /** How long the arrays must be. */
    public int capacity() {
        return capacity;
    }

    /** All slots in use are below. */
    public int end() {
        return end;
    }

    /** How many slots are in use. */
    public int used() {
        return used;
    }

    /** Takes the next slot. To be called when there is one: see {@link #mustMove}. */
    public int add(int hash) {
        int spread = spread(hash);
        int at = first(spread);
        while (byHash[at] != 0) {
            at = next(at);
        }
        byHash[at] = (spread << slotBits) | (end + 1);
        used++;
        return end++;
    }

    /** The slot that was added with that hash and is the one, or {@link #NONE}. */
    public int find(int hash, IntPredicate isTheOne) {
        int spread = spread(hash);
        int some = spread << slotBits;
        for (int at = first(spread); byHash[at] != 0; at = next(at)) {
            // Of another hash this is mostly no slot, but a number above all or below zero.
            int slot = (byHash[at] ^ some) - 1;
            if (slot >= 0 && slot < end && isTheOne.test(slot)) {
                return slot;
            }
        }
        return NONE;
    }

    /** A slot in use has become a gap. */
    public void removed() {
        used--;
    }

    /** Whether fewer slots than that are left, or three quarters are not in use. */
    public boolean mustMove(int more) {
        return more > capacity - end || (capacity > FIRST_CAPACITY && used < capacity / 4);
    }

    /** Room for what is in use and half as much again, or so many more. */
    public OrderedSlots forMoving(int more) {
        return new OrderedSlots(Math.max(FIRST_CAPACITY, used + Math.max(more, used / 2)));
    }

    /** By a multiplication: hashes of texts that are alike lie close together. */
    private static int spread(int hash) {
        return hash * 0x9E3779B9;
    }

    private int first(int spread) {
        return spread >>> Integer.numberOfLeadingZeros(byHash.length - 1);
    }

    private int next(int at) {
        return (at + 1) & (byHash.length - 1);
    }
}
