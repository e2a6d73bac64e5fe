package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A transaction of a {@link SimulatedDatabase}. */
final class SimulatedTransaction implements Transaction {

    private static final Logger log = LoggerFactory.getLogger(SimulatedTransaction.class);

    private final SimulatedDatabase database;
    private final Map<SimulatedTable<?, ?>, Map<?, ?>> writes = new LinkedHashMap<>();
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

    @SuppressWarnings("unchecked") // filed under the table that made it
    <K, V> Map<K, V> writesOf(SimulatedTable<K, V> table) {
        return (Map<K, V>) writes.computeIfAbsent(table, key -> new LinkedHashMap<K, V>(4));
    }

    /** Makes all writes visible; gives what takes them back. */
    List<Runnable> publish() {
        List<Runnable> undo = new ArrayList<>(writes.size());
        writes.forEach((table, written) -> undo.add(table.publish(written)));
        return undo;
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
