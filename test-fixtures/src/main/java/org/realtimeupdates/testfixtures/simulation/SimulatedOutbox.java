package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.simulation.SimulatedDatabase.Durability;

/** Commands that wait, by position. */
final class SimulatedOutbox implements Outbox {

    private final SimulatedDatabase database;
    private final InstantSource clock;
    private final int maxCommands;
    private final SimulatedTable<Long, Entry> entries;
    private final SimulatedTable<Ref, Long> positions;

    SimulatedOutbox(SimulatedDatabase database, InstantSource clock, int maxCommands) {
        this.database = database;
        this.clock = clock;
        this.maxCommands = maxCommands;
        this.entries = SimulatedTable.sorted(database);
        this.positions = SimulatedTable.of(database);
    }

    @Override
    public void add(AccountType account, Command command) {
        database.transact("outbox.add", Durability.STRICT, transaction -> {
            put(transaction, account, command);
            return command;
        });
    }

    @Override
    public void add(Transaction transaction, AccountType account, Command command) {
        database.disk().beforeCall("outbox.add");
        put(SimulatedTransaction.of(transaction, database), account, command);
    }

    private void put(SimulatedTransaction transaction, AccountType account, Command command) {
        Ref ref = command.ref().orElseThrow(() -> new IllegalArgumentException("command: must have a ref"));
        if (positions.find(transaction, ref) != null) {
            return;
        }
        if (entries.view(transaction).size() >= maxCommands) {
            throw new StoreException("the outbox is full");
        }
        long position = database.nextNumber();
        entries.put(transaction, position, new Entry(position, account, command, clock.instant()));
        positions.put(transaction, ref, position);
        transaction.note(new StoreNote.Outboxed(ref));
    }

    @Override
    public List<Entry> list(long position, int max) {
        database.disk().beforeCall("outbox.list");
        List<Entry> page = new ArrayList<>();
        for (Map.Entry<Long, Entry> row : entries.list()) {
            if (row.getKey() > position && page.size() < max) {
                page.add(row.getValue());
            }
        }
        return page;
    }

    @Override
    public void remove(Ref ref) {
        database.transact("outbox.remove", Durability.STRICT, transaction -> {
            Long position = positions.find(transaction, ref);
            if (position != null) {
                positions.remove(transaction, ref);
                entries.remove(transaction, position);
                transaction.note(new StoreNote.LeftOutbox(ref));
            }
            return ref;
        });
    }

    /** How many commands wait. */
    int size() {
        return entries.size();
    }
}
