package org.realtimeupdates.adapter.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;

/** {@link EntityStore} of an {@link InMemoryDatabase}: the entities themselves, so they must be immutable. Not bounded. */
public final class InMemoryEntityStore implements EntityStore {

    private final InMemoryDatabase database;
    private final Map<Kind, InMemoryTable<String, Entity>> tables = new ConcurrentHashMap<>();

    /** A store without entities. */
    public InMemoryEntityStore(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public <E extends Entity> Optional<E> find(AccountType account, EntityType<E> type, String id) {
        return table(account, type).find(id).map(type.javaClass()::cast);
    }

    @Override
    public <E extends Entity> List<E> list(AccountType account, EntityType<E> type) {
        return table(account, type).list().stream()
                .sorted(Comparator.comparing(Entity::id))
                .<E>map(type.javaClass()::cast)
                .toList();
    }

    @Override
    public <E extends Entity> void save(Transaction transaction, AccountType account, EntityType<E> type, E entity) {
        table(account, type).put(transaction, entity.id(), entity);
    }

    @Override
    public void delete(Transaction transaction, AccountType account, EntityType<?> type, String id) {
        table(account, type).remove(transaction, id);
    }

    @Override
    public void clear(Transaction transaction, AccountType account) {
        tables.forEach((kind, table) -> {
            if (kind.account == account) {
                table.clear(transaction);
            }
        });
    }

    private InMemoryTable<String, Entity> table(AccountType account, EntityType<?> type) {
        return tables.computeIfAbsent(new Kind(account, type.name()), kind -> InMemoryTable.unbounded(database));
    }

    /** What has a table of its own. */
    private record Kind(AccountType account, String type) {}
}
