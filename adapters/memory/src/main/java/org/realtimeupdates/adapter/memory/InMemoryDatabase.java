package org.realtimeupdates.adapter.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A transactional database of {@link InMemoryTable}s: what the app's stores of this adapter share. It ends with the process.
 *
 * <p>The writes of a transaction are kept beside the tables, where only its own reads see them. Its commit publishes them at
 * once; its failure drops them. Transactions of one account exclude each other. Those of different accounts do not: where they
 * write the same row, the later commit stands. Thread-safe.
 */
public final class InMemoryDatabase {

    private final Map<Object, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final ReadWriteLock tables = new ReentrantReadWriteLock();

    /** A database without tables. */
    public InMemoryDatabase() {}

    /**
     * Does the work in a transaction: commits when it returns, drops its writes when it throws. Waits while another transaction
     * of the same one runs: of an account, or of a store that takes turns with itself.
     *
     * @throws IllegalStateException when this thread is in a transaction of the same one already
     */
    <R> R inTransaction(Object one, Function<InMemoryTransaction, R> work) {
        ReentrantLock turn = turns.computeIfAbsent(one, key -> new ReentrantLock());
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("this thread is in a transaction of " + one + " already");
        }
        InMemoryTransaction transaction = new InMemoryTransaction(this);
        R result;
        turn.lock();
        try {
            result = work.apply(transaction);
            commit(transaction);
        } finally {
            turn.unlock();
        }
        transaction.tasks().run();
        return result;
    }

    /** Several reads of one and the same state. */
    <R> R read(Supplier<R> query) {
        tables.readLock().lock();
        try {
            return query.get();
        } finally {
            tables.readLock().unlock();
        }
    }

    private void commit(InMemoryTransaction transaction) {
        tables.writeLock().lock();
        try {
            transaction.writes().values().forEach(Uncommitted::requireRoom);
            transaction.writes().values().forEach(Uncommitted::publish);
        } finally {
            tables.writeLock().unlock();
        }
    }
}
