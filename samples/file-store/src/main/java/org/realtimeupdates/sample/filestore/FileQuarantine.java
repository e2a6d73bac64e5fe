package org.realtimeupdates.sample.filestore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/**
 * {@link Quarantine} in a file: a row for each update, by its position. There are few of them, so whether one holds an entity is found
 * by going through all.
 */
final class FileQuarantine implements Quarantine {

    private static final String UPDATES = "quarantine";
    /** How many fields come before the ids. */
    private static final int FIXED_FIELDS = 8;

    private final FileDatabase database;
    private final int maxWithRef;
    private final int maxWithoutRef;

    FileQuarantine(FileDatabase database, int maxWithRef, int maxWithoutRef) {
        this.database = database;
        this.maxWithRef = maxWithRef;
        this.maxWithoutRef = maxWithoutRef;
    }

    @Override
    public void add(Transaction transaction, QuarantinedUpdate update) {
        FileTransaction running = FileTransaction.of(transaction, database);
        List<Entry> alike = entries(running.rows(UPDATES)).stream()
                .filter(entry ->
                        entry.update().ref().isPresent() == update.ref().isPresent())
                .toList();
        if (update.ref().isPresent() && alike.size() >= maxWithRef) {
            throw new StoreException("the quarantine is full: " + maxWithRef + " updates");
        }
        if (update.ref().isEmpty() && alike.size() >= maxWithoutRef) {
            running.remove(UPDATES, Positions.key(alike.get(0).position()));
        }
        put(running, running.nextNumber(UPDATES), update);
    }

    @Override
    public boolean holds(Transaction transaction, AccountType account, String type, List<String> ids) {
        return entries(FileTransaction.of(transaction, database).rows(UPDATES)).stream()
                .map(Entry::update)
                .filter(update -> update.ref().isPresent())
                .filter(update -> update.account().equals(Optional.of(account)))
                .filter(update -> update.type().equals(type))
                .anyMatch(update -> update.ids().stream().anyMatch(ids::contains));
    }

    @Override
    public void update(Transaction transaction, Entry entry) {
        FileTransaction running = FileTransaction.of(transaction, database);
        if (running.find(UPDATES, Positions.key(entry.position())).isPresent()) {
            put(running, entry.position(), entry.update());
        }
    }

    @Override
    public void remove(Transaction transaction, long position) {
        FileTransaction.of(transaction, database).remove(UPDATES, Positions.key(position));
    }

    @Override
    public List<Entry> list(long position, int max) {
        return entries(database.rows(UPDATES)).stream()
                .filter(entry -> entry.position() > position)
                .limit(max)
                .toList();
    }

    private static void put(FileTransaction transaction, long position, QuarantinedUpdate update) {
        List<String> row = new ArrayList<>(List.of(
                update.account().map(AccountType::name).orElse(""),
                update.ref().map(Ref::value).orElse(""),
                update.type(),
                update.cause().name(),
                update.reason(),
                Integer.toString(update.attempts()),
                update.since().toString(),
                update.text()));
        row.addAll(update.ids());
        transaction.put(UPDATES, Positions.key(position), row.toArray(String[]::new));
    }

    private static List<Entry> entries(NavigableMap<String, List<String>> rows) {
        return rows.entrySet().stream()
                .map(row -> new Entry(Positions.of(row.getKey()), update(row.getValue())))
                .toList();
    }

    private static QuarantinedUpdate update(List<String> row) {
        return new QuarantinedUpdate(
                given(row.get(0)).map(AccountType::valueOf),
                given(row.get(1)).map(Ref::new),
                row.get(2),
                row.subList(FIXED_FIELDS, row.size()),
                QuarantinedUpdate.Cause.valueOf(row.get(3)),
                row.get(4),
                Integer.parseInt(row.get(5)),
                Instant.parse(row.get(6)),
                row.get(7));
    }

    /** Neither the name of an account nor a ref is ever empty. */
    private static Optional<String> given(String field) {
        return Optional.of(field).filter(text -> !text.isEmpty());
    }
}
