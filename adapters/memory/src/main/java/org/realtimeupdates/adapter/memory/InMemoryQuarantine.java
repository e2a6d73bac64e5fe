package org.realtimeupdates.adapter.memory;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
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
    private final InMemoryTable<Long, Entry> withRef;
    private final InMemoryTable<Long, Entry> withoutRef;
    private final InMemoryTable<HeldEntity, Set<Long>> held;
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
        Entry entry = new Entry(lastPosition.incrementAndGet(), update);
        tableOf(update).put(transaction, entry.position(), entry);
        for (HeldEntity entity : heldBy(update)) {
            Set<Long> positions = new HashSet<>(positionsOf(transaction, entity));
            positions.add(entry.position());
            held.put(transaction, entity, Set.copyOf(positions));
        }
    }

    @Override
    public boolean holds(Transaction transaction, AccountType account, String type, List<String> ids) {
        for (String id : ids) {
            if (!positionsOf(transaction, new HeldEntity(account, type, id)).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void update(Transaction transaction, Entry entry) {
        find(transaction, entry.position())
                .ifPresent(before -> tableOf(before.update()).put(transaction, entry.position(), entry));
    }

    @Override
    public void remove(Transaction transaction, long position) {
        find(transaction, position).ifPresent(entry -> remove(transaction, entry));
    }

    @Override
    public List<Entry> list(long position, int max) {
        return database.read(() -> Stream.of(withRef, withoutRef)
                .flatMap(table -> table.list().stream())
                .filter(entry -> entry.position() > position)
                .sorted(Comparator.comparingLong(Entry::position))
                .limit(max)
                .toList());
    }

    private void remove(Transaction transaction, Entry entry) {
        tableOf(entry.update()).remove(transaction, entry.position());
        for (HeldEntity entity : heldBy(entry.update())) {
            Set<Long> positions = new HashSet<>(positionsOf(transaction, entity));
            positions.remove(entry.position());
            if (positions.isEmpty()) {
                held.remove(transaction, entity);
            } else {
                held.put(transaction, entity, Set.copyOf(positions));
            }
        }
    }

    private Optional<Entry> find(Transaction transaction, long position) {
        return withRef.find(transaction, position).or(() -> withoutRef.find(transaction, position));
    }

    private InMemoryTable<Long, Entry> tableOf(QuarantinedUpdate update) {
        return update.ref().isPresent() ? withRef : withoutRef;
    }

    /** The places of the updates that hold an entity back. */
    private Set<Long> positionsOf(Transaction transaction, HeldEntity entity) {
        return held.find(transaction, entity).orElse(Set.of());
    }

    /** What an update without a readable ref is about nobody knows: it holds nothing. */
    private static Set<HeldEntity> heldBy(QuarantinedUpdate update) {
        if (update.account().isEmpty() || update.ref().isEmpty()) {
            return Set.of();
        }
        AccountType account = update.account().get();
        return update.ids().stream()
                .map(id -> new HeldEntity(account, update.type(), id))
                .collect(Collectors.toSet());
    }

    /** An entity whose updates are held back. */
    private record HeldEntity(AccountType account, String type, String id) {}
}
