package org.realtimeupdates.sample.filestore;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.EntityStore;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.RawEntities;

/** {@link EntityStore} in a file: a table for each account and type, a row for each entity, with its JSON. */
final class FileEntityStore implements EntityStore {

    private final FileDatabase database;
    private final EntityCodec codec;

    FileEntityStore(FileDatabase database, EntityCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    @Override
    public <E extends Entity> Optional<E> find(AccountType account, EntityType<E> type, String id) {
        return database.find(table(account, type), id).map(row -> decode(type, id, row));
    }

    @Override
    public <E extends Entity> List<E> list(AccountType account, EntityType<E> type) {
        return database.rows(table(account, type)).entrySet().stream()
                .map(row -> decode(type, row.getKey(), row.getValue()))
                .toList();
    }

    @Override
    public <E extends Entity> void save(Transaction transaction, AccountType account, EntityType<E> type, E entity) {
        String json = codec.encode(Entities.of(type, entity)).json();
        FileTransaction.of(transaction, database).put(table(account, type), entity.id(), json);
    }

    @Override
    public void delete(Transaction transaction, AccountType account, EntityType<?> type, String id) {
        FileTransaction.of(transaction, database).remove(table(account, type), id);
    }

    @Override
    public void clear(Transaction transaction, AccountType account) {
        FileTransaction running = FileTransaction.of(transaction, database);
        for (String table : running.tables(prefix(account))) {
            running.rows(table).keySet().forEach(id -> running.remove(table, id));
        }
    }

    private <E extends Entity> E decode(EntityType<E> type, String id, List<String> row) {
        return codec.decode(type, new RawEntities(type.name(), List.of(id), row.get(0)))
                .entities()
                .get(0);
    }

    private static String prefix(AccountType account) {
        return "entity " + account + " ";
    }

    private static String table(AccountType account, EntityType<?> type) {
        return prefix(account) + type.name();
    }
}
