package org.realtimeupdates.adapter.memory;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;

/**
 * Rows by key, in the order their keys came. An application may keep rows of its own in one: they are committed together with
 * the ref of the update.
 *
 * <p>Methods with a transaction see and make its writes, and belong to its thread; those without see what is committed, from
 * any thread.
 *
 * @param <K> with {@code equals} and {@code hashCode}
 * @param <V> immutable
 */
public final class InMemoryTable<K, V> {

    /** What a table does about a new row when it is full. */
    private enum WhenFull {
        GROW,
        REFUSE,
        FORGET_OLDEST
    }

    private final InMemoryDatabase database;
    private final int maxRows;
    private final WhenFull whenFull;
    private final Map<K, Row<V>> committed = new LinkedHashMap<>();
    private long lastNumber;

    private InMemoryTable(InMemoryDatabase database, int maxRows, WhenFull whenFull) {
        if (maxRows < 1) {
            throw new IllegalArgumentException("maxRows: at least 1, got " + maxRows);
        }
        this.database = database;
        this.maxRows = maxRows;
        this.whenFull = whenFull;
    }

    /** A table as large as memory allows. */
    public static <K, V> InMemoryTable<K, V> unbounded(InMemoryDatabase database) {
        return new InMemoryTable<>(database, Integer.MAX_VALUE, WhenFull.GROW);
    }

    /** A table that throws a {@link StoreException} when a new row would be one too many. */
    public static <K, V> InMemoryTable<K, V> refusing(InMemoryDatabase database, int maxRows) {
        return new InMemoryTable<>(database, maxRows, WhenFull.REFUSE);
    }

    /** A table that forgets its oldest row, at the commit, when a new one is one too many. */
    public static <K, V> InMemoryTable<K, V> forgettingOldest(InMemoryDatabase database, int maxRows) {
        return new InMemoryTable<>(database, maxRows, WhenFull.FORGET_OLDEST);
    }

    /** The committed row. */
    public Optional<V> find(K key) {
        return database.read(() -> Optional.ofNullable(committed.get(key)).map(Row::value));
    }

    /** The row as the transaction sees it. */
    public Optional<V> find(Transaction transaction, K key) {
        Optional<V> written = writesOf(transaction).rows.get(key);
        return written != null ? written : find(key);
    }

    /** The committed rows. */
    public List<V> list() {
        return database.read(() -> committed.values().stream().map(Row::value).toList());
    }

    /**
     * The committed rows in the order of their numbers.
     *
     * @param after only rows with a higher number
     * @param max how many at most
     */
    List<Row<V>> list(long after, int max) {
        return database.read(() -> committed.values().stream()
                .filter(row -> row.number > after)
                .limit(max)
                .toList());
    }

    /** The rows as the transaction sees them. */
    public List<V> list(Transaction transaction) {
        return List.copyOf(writesOf(transaction).view().values());
    }

    /**
     * Puts the row in the place of the one with that key, if any.
     *
     * @throws StoreException when the table is full, if it is one that refuses
     */
    public void put(Transaction transaction, K key, V value) {
        Writes writes = writesOf(transaction);
        if (whenFull == WhenFull.REFUSE && find(transaction, key).isEmpty()) {
            writes.requireRoomFor(1);
        }
        writes.rows.put(key, Optional.of(value));
    }

    /** Removes the row with that key, if any. */
    public void remove(Transaction transaction, K key) {
        writesOf(transaction).rows.put(key, Optional.empty());
    }

    /** Removes all rows. */
    public void clear(Transaction transaction) {
        Writes writes = writesOf(transaction);
        writes.view().keySet().forEach(key -> writes.rows.put(key, Optional.empty()));
    }

    @SuppressWarnings("unchecked") // what is filed under this table was made by it
    private Writes writesOf(Transaction transaction) {
        InMemoryTransaction running = transaction.unwrap(InMemoryTransaction.class);
        if (running.database() != database) {
            throw new IllegalArgumentException("the transaction is of another database");
        }
        Uncommitted written = running.writes().get(this);
        if (written == null) {
            written = new Writes();
            running.writes().put(this, written);
        }
        return (Writes) written;
    }

    /**
     * A committed row.
     *
     * @param number higher was committed later; never used again
     */
    record Row<V>(long number, V value) {}

    /** What a transaction wrote to this table. */
    private final class Writes implements Uncommitted {

        /** The new rows; empty where one was removed. */
        private final Map<K, Optional<V>> rows = new LinkedHashMap<>();

        /** Throws when the table would be too full after the commit and so many rows more. */
        void requireRoomFor(int more) {
            if (whenFull == WhenFull.REFUSE && database.read(this::rowsAfterCommit) + more > maxRows) {
                throw new StoreException("full: " + maxRows + " rows");
            }
        }

        @Override
        public void requireRoom() {
            requireRoomFor(0);
        }

        @Override
        public void publish() {
            rows.forEach((key, row) -> row.ifPresentOrElse(
                    value -> committed.compute(key, (same, before) -> numbered(before, value)),
                    () -> committed.remove(key)));
            if (whenFull == WhenFull.FORGET_OLDEST) {
                Iterator<K> oldest = committed.keySet().iterator();
                for (int excess = committed.size() - maxRows; excess > 0; excess--) {
                    oldest.next();
                    oldest.remove();
                }
            }
        }

        private Map<K, V> view() {
            Map<K, V> view = new LinkedHashMap<>();
            database.read(() -> {
                committed.forEach((key, row) -> view.put(key, row.value));
                return view;
            });
            rows.forEach((key, row) -> row.ifPresentOrElse(value -> view.put(key, value), () -> view.remove(key)));
            return view;
        }

        private Row<V> numbered(@Nullable Row<V> before, V value) {
            return new Row<>(before == null ? ++lastNumber : before.number, value);
        }

        private long rowsAfterCommit() {
            long count = committed.size();
            for (Map.Entry<K, Optional<V>> row : rows.entrySet()) {
                boolean before = committed.containsKey(row.getKey());
                boolean after = row.getValue().isPresent();
                count += Boolean.compare(after, before);
            }
            return count;
        }
    }
}
