package org.realtimeupdates.adapter.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
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

/** {@link EntityStore} in a table: each entity as the JSON text it would travel as. */
final class JdbcEntityStore implements EntityStore {

    private final JdbcDatabase database;
    private final EntityCodec codec;

    JdbcEntityStore(JdbcDatabase database, EntityCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    @Override
    public <E extends Entity> Optional<E> find(AccountType account, EntityType<E> type, String id) {
        String sql = "SELECT json FROM rtu_entity WHERE account = ? AND type = ? AND id = ?";
        return texts(sql, account, type, Optional.of(id)).stream()
                .flatMap(json -> decode(type, json).stream())
                .findFirst();
    }

    /** Sorted here: databases compare other units of text. */
    @Override
    public <E extends Entity> List<E> list(AccountType account, EntityType<E> type) {
        String sql = "SELECT json FROM rtu_entity WHERE account = ? AND type = ?";
        return texts(sql, account, type, Optional.empty()).stream()
                .flatMap(json -> decode(type, json).stream())
                .sorted(Comparator.comparing(Entity::id))
                .toList();
    }

    @Override
    public <E extends Entity> void save(Transaction transaction, AccountType account, EntityType<E> type, E entity) {
        String json = codec.encode(Entities.of(type, entity)).json();
        transaction.unwrap(SavedCopies.class).save(account, type.name(), entity.id(), json);
    }

    @Override
    public void delete(Transaction transaction, AccountType account, EntityType<?> type, String id) {
        database.within(transaction, connection -> {
            String sql = "DELETE FROM rtu_entity WHERE account = ? AND type = ? AND id = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, account.wireName());
                delete.setString(2, StoredText.key(type.name()));
                delete.setString(3, StoredText.key(id));
                return delete.executeUpdate();
            }
        });
    }

    @Override
    public void clear(Transaction transaction, AccountType account) {
        database.within(transaction, connection -> {
            String sql = "DELETE FROM rtu_entity WHERE account = ?";
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, account.wireName());
                return delete.executeUpdate();
            }
        });
    }

    private List<String> texts(String sql, AccountType account, EntityType<?> type, Optional<String> id) {
        return database.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, account.wireName());
                select.setString(2, StoredText.key(type.name()));
                if (id.isPresent()) {
                    select.setString(3, StoredText.key(id.get()));
                }
                try (ResultSet rows = select.executeQuery()) {
                    List<String> texts = new ArrayList<>();
                    while (rows.next()) {
                        texts.add(StoredText.read(rows.getString(1)));
                    }
                    return texts;
                }
            }
        });
    }

    /** The codec reads no ids but those in the text. */
    private <E extends Entity> List<E> decode(EntityType<E> type, String json) {
        return codec.decode(type, new RawEntities(type.name(), List.of(), json)).entities();
    }
}
