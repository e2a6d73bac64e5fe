package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction of a {@link SimulatedDatabase}. */
final class SimulatedTransaction implements Transaction {

    private static final Logger log = LoggerFactory.getLogger(SimulatedTransaction.class);

    private final SimulatedDatabase database;
    private final List<SimulatedWrites<?, ?>> writes = new ArrayList<>(4);
    private final List<StoreNote> notes = new ArrayList<>();
    private final List<Runnable> tasks = new ArrayList<>();

    SimulatedTransaction(SimulatedDatabase database) {
        this.database = database;
    }

    /** That transaction as one of this store. */
    static SimulatedTransaction of(Transaction transaction, SimulatedDatabase database) {
        SimulatedTransaction own = transaction.unwrap(SimulatedTransaction.class);
        if (own.database != database) {
            throw new IllegalArgumentException("the transaction is of another store");
        }
        return own;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!type.isInstance(this)) {
            throw new IllegalArgumentException("no handle of type " + type.getName());
        }
        return type.cast(this);
    }

    @Override
    public void afterCommit(Runnable task) {
        tasks.add(task);
    }

    /** Told to the witness when this commits. */
    void note(StoreNote note) {
        notes.add(note);
    }

    List<StoreNote> notes() {
        return notes;
    }

    /** What it has written to that table; null for nothing. */
    @SuppressWarnings("unchecked") // filed with the table that made it
    <K, V> @Nullable SimulatedWrites<K, V> findWritesTo(SimulatedTable<K, V> table) {
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).table() == table) {
                return (SimulatedWrites<K, V>) writes.get(i);
            }
        }
        return null;
    }

    /** What it has written to that table. */
    <K, V> SimulatedWrites<K, V> writesTo(SimulatedTable<K, V> table) {
        SimulatedWrites<K, V> before = findWritesTo(table);
        if (before != null) {
            return before;
        }
        SimulatedWrites<K, V> written = new SimulatedWrites<>(table);
        writes.add(written);
        return written;
    }

    /** What takes all writes back; called before they are visible. */
    List<SimulatedWrites<?, ?>> undo() {
        List<SimulatedWrites<?, ?>> undo = new ArrayList<>(writes.size());
        for (SimulatedWrites<?, ?> written : writes) {
            undo.add(written.undo());
        }
        return undo;
    }

    /** Makes all writes visible. */
    void publish() {
        writes.forEach(SimulatedWrites::publish);
    }

    void runTasks() {
        for (Runnable task : tasks) {
            try {
                task.run();
            } catch (Crash e) {
                throw e;
            } catch (RuntimeException | Error e) {
                log.error("A task failed after its transaction was committed", e);
            }
        }
    }
}
