package org.realtimeupdates.adapter.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;

/** {@link Quarantine} of an {@link InMemoryDatabase}. */
public final class InMemoryQuarantine implements Quarantine {

    /** How many updates with a ref it holds unless told otherwise. */
    public static final int DEFAULT_MAX_WITH_REF = 10_000;

    /** How many updates without a ref it keeps unless told otherwise. */
    public static final int DEFAULT_MAX_WITHOUT_REF = 1_000;

    private final InMemoryDatabase database;
    private final InMemoryTable<Long, Row> withRef;
    private final InMemoryTable<Long, Row> withoutRef;
    private final InMemoryTable<HeldEntity, Long> held;
    private final AtomicLong lastPosition = new AtomicLong();

    /** Holds {@value #DEFAULT_MAX_WITH_REF} updates with a ref, keeps {@value #DEFAULT_MAX_WITHOUT_REF} without. */
    public InMemoryQuarantine(InMemoryDatabase database) {
        this(database, DEFAULT_MAX_WITH_REF, DEFAULT_MAX_WITHOUT_REF);
    }

    /**
     * Bounded as told.
     *
     * @param maxWithRef how many updates with a ref it holds before it is full; positive
     * @param maxWithoutRef how many updates without a ref it keeps, the newest; positive
     */
    public InMemoryQuarantine(InMemoryDatabase database, int maxWithRef, int maxWithoutRef) {
        this.database = database;
        this.withRef = InMemoryTable.refusing(database, maxWithRef);
        this.withoutRef = InMemoryTable.forgettingOldest(database, maxWithoutRef);
        this.held = InMemoryTable.unbounded(database);
    }

    @Override
    public void add(Transaction transaction, QuarantinedUpdate update) {
        Row row = new Row(lastPosition.incrementAndGet(), update);
        if (update.ref().isPresent()) {
            withRef.put(transaction, row.position, row);
            row.entities().forEach(entity -> held.put(transaction, entity, row.position));
        } else {
            withoutRef.put(transaction, row.position, row);
        }
    }

    @Override
    public boolean holds(Transaction transaction, AccountType account, String type, List<String> ids) {
        List<HeldEntity> entities =
                ids.stream().map(id -> new HeldEntity(account, type, id)).toList();
        return entities.stream()
                        .anyMatch(entity -> held.find(transaction, entity).isPresent())
                || withoutRef.list(transaction).stream().flatMap(Row::entities).anyMatch(entities::contains);
    }

    @Override
    public List<QuarantinedUpdate> list(int max) {
        return database.read(() -> Stream.of(withRef, withoutRef)
                .flatMap(table -> table.list().stream())
                .sorted(Comparator.comparingLong(Row::position))
                .limit(max)
                .map(Row::update)
                .toList());
    }

    /**
     * An update in quarantine.
     *
     * @param position its place among all
     */
    private record Row(long position, QuarantinedUpdate update) {

        Stream<HeldEntity> entities() {
            Optional<AccountType> account = update.account();
            return account.stream()
                    .flatMap(known -> update.ids().stream().map(id -> new HeldEntity(known, update.type(), id)));
        }
    }

    /** An entity whose updates are held back. */
    private record HeldEntity(AccountType account, String type, String id) {}
}
