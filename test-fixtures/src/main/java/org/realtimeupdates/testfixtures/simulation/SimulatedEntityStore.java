package org.realtimeupdates.testfixtures.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;

/** Local copies, by account, type and id. */
final class SimulatedEntityStore implements EntityStore {

    private final SimulatedDatabase database;
    private final SimulatedTable<Key, Entity> entities;

    SimulatedEntityStore(SimulatedDatabase database) {
        this.database = database;
        this.entities = SimulatedTable.of(database);
    }

    @Override
    public <E extends Entity> Optional<E> find(AccountType account, EntityType<E> type, String id) {
        database.disk().beforeCall("entities.find");
        return Optional.ofNullable(entities.find(new Key(account, type.name(), id)))
                .map(type.javaClass()::cast);
    }

    @Override
    public <E extends Entity> List<E> list(AccountType account, EntityType<E> type) {
        database.disk().beforeCall("entities.list");
        return entities.list().stream()
                .filter(row ->
                        row.getKey().account == account && row.getKey().type.equals(type.name()))
                .sorted(Comparator.comparing(row -> row.getKey().id))
                .<E>map(row -> Objects.requireNonNull(type.javaClass().cast(row.getValue())))
                .toList();
    }

    @Override
    public <E extends Entity> void save(Transaction transaction, AccountType account, EntityType<E> type, E entity) {
        database.disk().beforeCall("save");
        entities.put(own(transaction), new Key(account, type.name(), entity.id()), entity);
    }

    @Override
    public void delete(Transaction transaction, AccountType account, EntityType<?> type, String id) {
        database.disk().beforeCall("delete");
        entities.remove(own(transaction), new Key(account, type.name(), id));
    }

    @Override
    public void clear(Transaction transaction, AccountType account) {
        database.disk().beforeCall("clear");
        SimulatedTransaction own = own(transaction);
        List.copyOf(entities.view(own).keySet()).stream()
                .filter(key -> key.account == account)
                .forEach(key -> entities.remove(own, key));
    }

    private SimulatedTransaction own(Transaction transaction) {
        return SimulatedTransaction.of(transaction, database);
    }

    private record Key(AccountType account, String type, String id) {}
}
