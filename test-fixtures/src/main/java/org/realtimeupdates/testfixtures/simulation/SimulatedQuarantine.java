package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;

/** Updates set aside, by position. */
final class SimulatedQuarantine implements Quarantine {

    private final SimulatedDatabase database;
    private final int maxWithRef;
    private final int maxWithoutRef;
    private final SimulatedTable<Long, QuarantinedUpdate> updates;

    SimulatedQuarantine(SimulatedDatabase database, int maxWithRef, int maxWithoutRef) {
        this.database = database;
        this.maxWithRef = maxWithRef;
        this.maxWithoutRef = maxWithoutRef;
        this.updates = SimulatedTable.sorted(database);
    }

    @Override
    public void add(Transaction transaction, QuarantinedUpdate update) {
        SimulatedTransaction own = own("quarantine.add", transaction);
        long position = database.nextNumber();
        boolean withRef = update.ref().isPresent();
        List<Long> alike = new ArrayList<>();
        updates.view(own).forEach((place, other) -> {
            if (other.ref().isPresent() == withRef) {
                alike.add(place);
            }
        });
        if (withRef && alike.size() >= maxWithRef) {
            throw new StoreException("the quarantine is full");
        }
        if (!withRef && alike.size() >= maxWithoutRef) {
            updates.remove(own, alike.get(0));
        }
        updates.put(own, position, update);
        own.note(new StoreNote.SetAside(position, update));
    }

    @Override
    public boolean holds(Transaction transaction, AccountType account, String type, List<String> ids) {
        SimulatedTransaction own = own("holds", transaction);
        for (QuarantinedUpdate update : updates.view(own).values()) {
            if (update.ref().isPresent()
                    && update.account().equals(Optional.of(account))
                    && update.type().equals(type)
                    && update.ids().stream().anyMatch(ids::contains)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void update(Transaction transaction, Entry entry) {
        SimulatedTransaction own = own("quarantine.update", transaction);
        if (updates.find(own, entry.position()) != null) {
            updates.put(own, entry.position(), entry.update());
        }
    }

    @Override
    public void remove(Transaction transaction, long position) {
        SimulatedTransaction own = own("quarantine.remove", transaction);
        QuarantinedUpdate before = updates.find(own, position);
        if (before != null) {
            updates.remove(own, position);
            own.note(new StoreNote.LeftQuarantine(position, before));
        }
    }

    @Override
    public List<Entry> list(long position, int max) {
        database.disk().beforeCall("quarantine.list");
        List<Entry> page = new ArrayList<>();
        for (Map.Entry<Long, QuarantinedUpdate> row : updates.list()) {
            if (row.getKey() > position && page.size() < max) {
                page.add(new Entry(row.getKey(), row.getValue()));
            }
        }
        return page;
    }

    private SimulatedTransaction own(String port, Transaction transaction) {
        database.disk().beforeCall(port);
        return SimulatedTransaction.of(transaction, database);
    }
}
