package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A transactional store that survives crashes. A strict commit is durable, with all before it; a relaxed one is lost in a crash
 * that comes before the next strict one or the next {@link #sync}.
 */
final class SimulatedDatabase {

    /** Whether a commit has to be durable at once. */
    enum Durability {
        STRICT,
        RELAXED
    }

    /** What a transaction does. */
    @FunctionalInterface
    interface Work<R, X extends Exception> {
        R run(SimulatedTransaction transaction) throws X;
    }

    private final ReentrantLock turn = new ReentrantLock();
    private final StoreWitness witness;
    private final List<Unsynced> unsynced = new ArrayList<>();
    private volatile Disk disk = Disk.PERFECT;
    private long lastNumber;

    SimulatedDatabase(StoreWitness witness) {
        this.witness = witness;
    }

    /** From now on calls go through that disk: another process has opened the store. */
    void attach(Disk opened) {
        disk = opened;
    }

    Disk disk() {
        return disk;
    }

    /** A number higher than all before, also than those of transactions that failed. */
    synchronized long nextNumber() {
        return ++lastNumber;
    }

    <R, X extends Exception> R transact(String port, Durability durability, Work<R, X> work) throws X {
        disk.beforeCall(port);
        SimulatedTransaction transaction = new SimulatedTransaction(this);
        R result;
        turn.lock();
        try {
            result = work.run(transaction);
            disk.beforeCommit(port);
            commit(transaction, durability);
        } finally {
            turn.unlock();
        }
        disk.afterCommit(port);
        transaction.runTasks();
        return result;
    }

    /** Everything committed is durable. */
    synchronized void sync() {
        unsynced.clear();
    }

    /** The process died: of the relaxed commits since the last strict one only the first few are there. */
    synchronized void crash(int kept) {
        for (int i = unsynced.size() - 1; i >= kept; i--) {
            unsynced.get(i).undo.forEach(SimulatedWrites::publish);
            witness.lost(unsynced.get(i).notes);
        }
        unsynced.clear();
    }

    /** How many commits a crash could lose. */
    synchronized int unsynced() {
        return unsynced.size();
    }

    private synchronized void commit(SimulatedTransaction transaction, Durability durability) {
        if (durability == Durability.STRICT) {
            unsynced.clear();
        } else {
            unsynced.add(new Unsynced(transaction.undo(), transaction.notes()));
        }
        transaction.publish();
        if (!transaction.notes().isEmpty()) {
            witness.committed(transaction.notes());
        }
    }

    private record Unsynced(List<SimulatedWrites<?, ?>> undo, List<StoreNote> notes) {}
}
