package org.realtimeupdates.adapter.mailboxes;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Digests by digest: open addressing in one array of numbers, 43 to 85 bytes an entry. A mailbox remembers all refs of a week, and as many
 * objects would keep the garbage collector busy. Not thread-safe.
 */
public final class DigestTable {

    /** A key and a value, each two numbers. */
    private static final int SLOT = 4;

    private static final int FIRST_SLOTS = 16;

    /** Always a power of two of slots. A value of zeros, which no text has, is a free slot. */
    private long[] numbers = new long[FIRST_SLOTS * SLOT];

    private int size;

    /** An empty table. */
    public DigestTable() {}

    /** The value that was put with that key. */
    @Nullable
    public Digest find(Digest key) {
        int at = slotOf(key);
        return isFree(at) ? null : new Digest(numbers[at + 2], numbers[at + 3]);
    }

    /** Puts the value in the place of the one with that key, if any. */
    public void put(Digest key, Digest value) {
        int at = slotOf(key);
        if (isFree(at)) {
            size++;
        }
        set(at, key, value);
        if (size > numbers.length / SLOT / 4 * 3) {
            grow();
        }
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Gives each key with its value. */
    public void forEach(BiConsumer<Digest, Digest> action) {
        for (int i = 0; i < numbers.length; i += SLOT) {
            if (!isFree(i)) {
                action.accept(new Digest(numbers[i], numbers[i + 1]), new Digest(numbers[i + 2], numbers[i + 3]));
            }
        }
    }

    private void set(int at, Digest key, Digest value) {
        numbers[at] = key.high();
        numbers[at + 1] = key.low();
        numbers[at + 2] = value.high();
        numbers[at + 3] = value.low();
    }

    /** Where the key is, or would be. */
    private int slotOf(Digest key) {
        int mask = numbers.length - 1;
        int at = (int) key.low() * SLOT & mask;
        while (!isFree(at) && !(numbers[at] == key.high() && numbers[at + 1] == key.low())) {
            at = at + SLOT & mask;
        }
        return at;
    }

    private boolean isFree(int at) {
        return (numbers[at + 2] | numbers[at + 3]) == 0;
    }

    private void grow() {
        long[] before = numbers;
        numbers = new long[before.length * 2];
        for (int i = 0; i < before.length; i += SLOT) {
            Digest value = new Digest(before[i + 2], before[i + 3]);
            if ((value.high() | value.low()) != 0) {
                Digest key = new Digest(before[i], before[i + 1]);
                set(slotOf(key), key, value);
            }
        }
    }
}
