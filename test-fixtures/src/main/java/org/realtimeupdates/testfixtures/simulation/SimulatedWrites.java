package org.realtimeupdates.testfixtures.simulation;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction has written to one table, in the order it came; few rows, as a rule. */
final class SimulatedWrites<K, V> {

    private final SimulatedTable<K, V> table;
    private @Nullable Object[] keys = new @Nullable Object[4];
    private @Nullable Object[] values = new @Nullable Object[4];
    private int[] hashes = new int[4];
    private int size;

    SimulatedWrites(SimulatedTable<K, V> table) {
        this.table = table;
    }

    SimulatedTable<K, V> table() {
        return table;
    }

    /** The place of a key; -1 when it was not written. */
    int find(K key) {
        int hash = key.hashCode();
        for (int i = 0; i < size; i++) {
            if (hashes[i] == hash && key.equals(keys[i])) {
                return i;
            }
        }
        return -1;
    }

    /** @param value null for a row that is removed */
    void put(K key, @Nullable V value) {
        int place = find(key);
        if (place >= 0) {
            values[place] = value;
            return;
        }
        if (size == hashes.length) {
            keys = Arrays.copyOf(keys, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        keys[size] = key;
        values[size] = value;
        hashes[size] = key.hashCode();
        size++;
    }

    /** What was written there; null for a row that is removed. */
    @SuppressWarnings("unchecked") // only put writes there
    @Nullable
    V value(int place) {
        return (V) values[place];
    }

    @SuppressWarnings("unchecked") // only put writes there
    private K key(int place) {
        return (K) keys[place];
    }

    /** Writes all to those rows. */
    void applyTo(Map<K, V> rows) {
        for (int i = 0; i < size; i++) {
            V value = value(i);
            if (value == null) {
                rows.remove(key(i));
            } else {
                rows.put(key(i), value);
            }
        }
    }

    /** Makes all visible. Called while the database is held. */
    void publish() {
        table.apply(this);
    }

    /** What takes them back; called before they are visible. */
    SimulatedWrites<K, V> undo() {
        return table.undo(this);
    }

    /** The same for those rows. */
    SimulatedWrites<K, V> undo(Map<K, V> rows) {
        SimulatedWrites<K, V> undo = new SimulatedWrites<>(table);
        for (int i = 0; i < size; i++) {
            undo.put(key(i), rows.get(key(i)));
        }
        return undo;
    }
}
