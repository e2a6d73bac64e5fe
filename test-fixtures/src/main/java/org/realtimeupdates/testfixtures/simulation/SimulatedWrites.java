package org.realtimeupdates.testfixtures.simulation;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one transaction has written to one table, in the order it came; few rows, as a rule. */
final class SimulatedWrites<K, V> {

    private final SimulatedTable<K, V> table;

    /** Each key, and what was written there. */
    private @Nullable Object[] rows = new @Nullable Object[8];

    private int end;

    SimulatedWrites(SimulatedTable<K, V> table) {
        this.table = table;
    }

    SimulatedTable<K, V> table() {
        return table;
    }

    /** The place of a key; -1 when it was not written. */
    int find(K key) {
        for (int i = 0; i < end; i += 2) {
            if (key.equals(rows[i])) {
                return i;
            }
        }
        return -1;
    }

    /** @param value null for a row that is removed */
    void put(K key, @Nullable V value) {
        int place = find(key);
        if (place >= 0) {
            rows[place + 1] = value;
        } else {
            add(key, value);
        }
    }

    private void add(K key, @Nullable V value) {
        if (end == rows.length) {
            rows = Arrays.copyOf(rows, 2 * end);
        }
        rows[end] = key;
        rows[end + 1] = value;
        end += 2;
    }

    /** What was written there; null for a row that is removed. */
    @SuppressWarnings("unchecked") // only add writes there
    @Nullable
    V value(int place) {
        return (V) rows[place + 1];
    }

    @SuppressWarnings("unchecked") // only add writes there
    private K key(int place) {
        return (K) rows[place];
    }

    /** Makes all visible. Called while the database is held. */
    void publish() {
        table.apply(this);
    }

    /** What takes them back; called before they are visible. */
    SimulatedWrites<K, V> undo() {
        return table.undo(this);
    }

    /** Writes all to those rows. */
    void applyTo(Map<K, V> target) {
        for (int i = 0; i < end; i += 2) {
            V value = value(i);
            if (value == null) {
                target.remove(key(i));
            } else {
                target.put(key(i), value);
            }
        }
    }

    /** What takes the writes back that are about to be applied to those rows. */
    SimulatedWrites<K, V> undo(Map<K, V> target) {
        SimulatedWrites<K, V> undo = new SimulatedWrites<>(table);
        for (int i = 0; i < end; i += 2) {
            undo.add(key(i), target.get(key(i)));
        }
        return undo;
    }
}
