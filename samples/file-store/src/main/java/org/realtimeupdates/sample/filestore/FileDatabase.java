package org.realtimeupdates.sample.filestore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Tables of rows in memory, and the {@link FileLog} of all transactions that made them: opening it makes them again. One transaction at
 * a time; what is not in a transaction sees what is committed. Thread-safe.
 */
final class FileDatabase implements AutoCloseable {

    private final ReentrantLock transactions = new ReentrantLock();
    private final Map<String, TreeMap<String, List<String>>> committed = new TreeMap<>();
    private final FileLog log;

    private FileDatabase(Path file) {
        this.log = FileLog.open(file, record -> publish(decode(record)));
    }

    /** @throws org.realtimeupdates.application.port.persistence.StoreException when it cannot be opened, or is open elsewhere */
    static FileDatabase open(Path file) {
        return new FileDatabase(file);
    }

    /**
     * Does the work in a transaction: when it returns, all it wrote is durable and can be seen; when it throws, nothing of it has
     * happened.
     *
     * @throws IllegalStateException when this thread is in a transaction already
     */
    <R> R inTransaction(Function<FileTransaction, R> work) {
        if (transactions.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread is in a transaction already");
        }
        FileTransaction transaction = new FileTransaction(this);
        R result;
        transactions.lock();
        try {
            result = work.apply(transaction);
            List<Write> writes = transaction.writes();
            if (!writes.isEmpty()) {
                log.append(Records.encode(writes));
                publish(writes);
            }
        } finally {
            transaction.end();
            transactions.unlock();
        }
        transaction.runTasks();
        return result;
    }

    /** The committed rows of a table by key, in the order of the keys; a copy. */
    synchronized NavigableMap<String, List<String>> rows(String table) {
        return new TreeMap<>(committed.getOrDefault(table, new TreeMap<>()));
    }

    /** The committed row. */
    synchronized Optional<List<String>> find(String table, String key) {
        return Optional.ofNullable(
                committed.getOrDefault(table, new TreeMap<>()).get(key));
    }

    /** The tables that begin so. */
    synchronized List<String> tables(String prefix) {
        return committed.keySet().stream()
                .filter(table -> table.startsWith(prefix))
                .toList();
    }

    private synchronized void publish(List<Write> writes) {
        for (Write write : writes) {
            Map<String, List<String>> table = committed.computeIfAbsent(write.table(), name -> new TreeMap<>());
            write.row().ifPresentOrElse(row -> table.put(write.key(), row), () -> table.remove(write.key()));
        }
    }

    private static List<Write> decode(byte[] record) {
        try {
            return Records.decode(record);
        } catch (IOException e) {
            throw new UncheckedIOException("the checksum is right, the record is not", e);
        }
    }

    /** No transaction may be running. */
    @Override
    public void close() {
        log.close();
    }
}
