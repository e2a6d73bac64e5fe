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

    /** The row as the transaction sees it; as it has the turn, nobody else writes meanwhile. */
    @Nullable
    V find(SimulatedTransaction transaction, K key) {
        SimulatedWrites<K, V> written = transaction.findWritesTo(this);
        int place = written == null ? -1 : written.find(key);
        return written == null || place < 0 ? rows.get(key) : written.value(place);
    }

    /** The committed rows. */
    List<Map.Entry<K, V>> list() {
        synchronized (database) {
            if (rows.isEmpty()) {
                return List.of();
            }
            List<Map.Entry<K, V>> list = new ArrayList<>(rows.size());
            rows.forEach((key, value) -> list.add(Map.entry(key, value)));
            return list;
        }
    }

    /** How many rows are committed. */
    int size() {
        synchronized (database) {
            return rows.size();
        }
    }

    /** The rows as the transaction sees them; not to be changed. */
    Map<K, V> view(SimulatedTransaction transaction) {
        SimulatedWrites<K, V> written = transaction.findWritesTo(this);
        if (written == null) {
            return rows;
        }
        Map<K, V> view = sorted ? new TreeMap<>(rows) : new LinkedHashMap<>(rows);
        written.applyTo(view);
        return view;
    }

    void put(SimulatedTransaction transaction, K key, V value) {
        transaction.writesTo(this).put(key, value);
    }

    void remove(SimulatedTransaction transaction, K key) {
        transaction.writesTo(this).put(key, null);
    }

    /** Makes writes visible. Called while the database is held. */
    void apply(SimulatedWrites<K, V> written) {
        written.applyTo(rows);
    }

    /** What takes writes back that are about to become visible. Called while the database is held. */
    SimulatedWrites<K, V> undo(SimulatedWrites<K, V> written) {
        return written.undo(rows);
    }
}
