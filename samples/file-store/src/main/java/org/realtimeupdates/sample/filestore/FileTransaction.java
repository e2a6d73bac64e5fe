package org.realtimeupdates.sample.filestore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running transaction of a {@link FileDatabase}: what it wrote so far, which only its own reads see. Belongs to one thread. */
final class FileTransaction implements Transaction {

    private static final Logger log = LoggerFactory.getLogger(FileTransaction.class);

    private final FileDatabase database;
    private final Map<String, Map<String, Optional<List<String>>>> written = new LinkedHashMap<>();
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean ended;

    FileTransaction(FileDatabase database) {
        this.database = database;
    }

    /**
     * That transaction as one of this store.
     *
     * @throws IllegalArgumentException when it is of another store
     */
    static FileTransaction of(Transaction transaction, FileDatabase database) {
        FileTransaction own = transaction.unwrap(FileTransaction.class);
        if (own.database != database) {
            throw new IllegalArgumentException("the transaction is of another file");
        }
        return own;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        requireRunning();
        if (!type.isInstance(this)) {
            throw new IllegalArgumentException("a transaction in a file has no handle of type " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public void afterCommit(Runnable task) {
        requireRunning();
        tasks.add(task);
    }

    Optional<List<String>> find(String table, String key) {
        Optional<List<String>> row = written.getOrDefault(table, Map.of()).get(key);
        return row != null ? row : database.find(table, key);
    }

    /** The rows of a table by key, in the order of the keys. */
    NavigableMap<String, List<String>> rows(String table) {
        NavigableMap<String, List<String>> rows = database.rows(table);
        written.getOrDefault(table, Map.of())
                .forEach((key, row) -> row.ifPresentOrElse(fields -> rows.put(key, fields), () -> rows.remove(key)));
        return rows;
    }

    /** The names of the tables that begin so. */
    Set<String> tables(String prefix) {
        Set<String> tables = new TreeSet<>(database.tables(prefix));
        written.keySet().stream().filter(table -> table.startsWith(prefix)).forEach(tables::add);
        return tables;
    }

    void put(String table, String key, String... fields) {
        write(table, key, Optional.of(List.of(fields)));
    }

    void remove(String table, String key) {
        write(table, key, Optional.empty());
    }

    /** The next number of that name; a committed one is never given again. */
    long nextNumber(String name) {
        long next =
                1 + find("number", name).map(row -> Long.parseLong(row.get(0))).orElse(0L);
        put("number", name, Long.toString(next));
        return next;
    }

    private void write(String table, String key, Optional<List<String>> row) {
        requireRunning();
        written.computeIfAbsent(table, name -> new LinkedHashMap<>()).put(key, row);
    }

    List<Write> writes() {
        List<Write> writes = new ArrayList<>();
        written.forEach((table, rows) -> rows.forEach((key, row) -> writes.add(new Write(table, key, row))));
        return writes;
    }

    void end() {
        ended = true;
    }

    void runTasks() {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                log.error("A task failed after its transaction was committed", e);
            }
        }
    }

    private void requireRunning() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
    }
}
