package org.realtimeupdates.adapter.mailboxes;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Digests by digest: open addressing in arrays, 44 to 88 bytes an entry. A mailbox remembers all refs of a week, and as many objects would
 * keep the garbage collector busy. Not thread-safe.
 */
public final class DigestTable {

    /** A key and a value, each two numbers. */
    private static final int SLOT = 4;

    private static final int FIRST_SLOTS = 16;

    /** A bit of every tag, which tells it from a free slot. */
    private static final int IN_USE = 0x80;

    /**
     * Some of the key of each slot, zero where it is free; always a power of two of them. The numbers fit no cache of a processor, these do
     * much longer: that a key is not there is mostly told by them alone.
     */
    private byte[] tags;

    private long[] numbers;

    private int size;

    /** An empty table. */
    public DigestTable() {
        this(FIRST_SLOTS);
    }

    private DigestTable(int slots) {
        tags = new byte[slots];
        numbers = new long[slots * SLOT];
    }

    /** The value that was put with that key. */
    @Nullable
    public Digest find(Digest key) {
        int slot = slotOf(key);
        return isFree(slot) ? null : valueAt(slot);
    }

    /** Puts the value in the place of the one with that key, if any. */
    public void put(Digest key, Digest value) {
        int slot = slotOf(key);
        if (isFree(slot)) {
            size++;
        }
        set(slot, key, value);
        if (size > tags.length / 4 * 3) {
            grow();
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Gives each key with its value. */
    public void forEach(BiConsumer<Digest, Digest> action) {
        for (int slot = 0; slot < tags.length; slot++) {
            if (!isFree(slot)) {
                action.accept(keyAt(slot), valueAt(slot));
            }
        }
    }

    private Digest keyAt(int slot) {
        return new Digest(numbers[slot * SLOT], numbers[slot * SLOT + 1]);
    }

    private Digest valueAt(int slot) {
        return new Digest(numbers[slot * SLOT + 2], numbers[slot * SLOT + 3]);
    }

    private void set(int slot, Digest key, Digest value) {
        tags[slot] = tag(key);
        int at = slot * SLOT;
        numbers[at] = key.high();
        numbers[at + 1] = key.low();
        numbers[at + 2] = value.high();
        numbers[at + 3] = value.low();
    }

    /** Where the key is, or would be. */
    private int slotOf(Digest key) {
        int mask = tags.length - 1;
        int slot = (int) key.low() & mask;
        while (!isFree(slot) && !isAt(slot, key)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean isAt(int slot, Digest key) {
        int at = slot * SLOT;
        return tags[slot] == tag(key) && numbers[at] == key.high() && numbers[at + 1] == key.low();
    }

    /** Of other bits than those that say where the key is looked for. */
    private static byte tag(Digest key) {
        return (byte) (key.high() | IN_USE);
    }

    private boolean isFree(int slot) {
        return tags[slot] == 0;
    }

    private void grow() {
        DigestTable twice = new DigestTable(2 * tags.length);
        forEach((key, value) -> twice.set(twice.slotOf(key), key, value));
        tags = twice.tags;
        numbers = twice.numbers;
    }
}
