package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rows by key. What a transaction writes only its own reads see until it commits. */
final class SimulatedTable<K, V> {

    private final SimulatedDatabase database;
    private final Map<K, V> rows;
    private final boolean sorted;

    private SimulatedTable(SimulatedDatabase database, Map<K, V> rows, boolean sorted) {
        this.database = database;
        this.rows = rows;
        this.sorted = sorted;
    }

    /** A table in the order the keys came. */
    static <K, V> SimulatedTable<K, V> of(SimulatedDatabase database) {
        return new SimulatedTable<>(database, new LinkedHashMap<>(), false);
    }

    /** A table in the order of its keys. */
    static <K extends Comparable<K>, V> SimulatedTable<K, V> sorted(SimulatedDatabase database) {
        return new SimulatedTable<>(database, new TreeMap<>(), true);
    }

    /** The committed row. */
    @Nullable
    V find(K key) {
        synchronized (database) {
            return rows.get(key);
        }
    }

    /** The row as the transaction sees it. */
    @Nullable
    V find(SimulatedTransaction transaction, K key) {
        Map<K, V> written = transaction.writesOf(this);
        return written.containsKey(key) ? written.get(key) : find(key);
    }

    /** The committed rows. */
    List<Map.Entry<K, V>> list() {
        synchronized (database) {
            List<Map.Entry<K, V>> list = new ArrayList<>(rows.size());
            rows.forEach((key, value) -> list.add(Map.entry(key, value)));
            return list;
        }
    }

    /** The rows as the transaction sees them; not to be changed. */
    Map<K, V> view(SimulatedTransaction transaction) {
        Map<K, V> written = transaction.writesOf(this);
        synchronized (database) {
            if (written.isEmpty()) {
                return rows;
            }
            Map<K, V> view = sorted ? new TreeMap<>(rows) : new LinkedHashMap<>(rows);
            written.forEach((key, value) -> apply(view, key, value));
            return view;
        }
    }

    void put(SimulatedTransaction transaction, K key, V value) {
        transaction.writesOf(this).put(key, value);
    }

    void remove(SimulatedTransaction transaction, K key) {
        transaction.writesOf(this).put(key, null);
    }

    /** Makes the writes visible; gives what takes them back. Called while the database is held. */
    Runnable publish(Map<?, ?> written) {
        Map<K, V> before = new LinkedHashMap<>();
        @SuppressWarnings("unchecked") // written by this table
        Map<K, V> writes = (Map<K, V>) written;
        writes.forEach((key, value) -> {
            before.put(key, rows.get(key));
            apply(rows, key, value);
        });
        return () -> before.forEach((key, value) -> apply(rows, key, value));
    }

    private static <K, V> void apply(Map<K, V> to, K key, @Nullable V value) {
        if (value == null) {
            to.remove(key);
        } else {
            to.put(key, value);
        }
    }
}
