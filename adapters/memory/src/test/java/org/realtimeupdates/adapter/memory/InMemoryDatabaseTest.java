package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;
import org.realtimeupdates.testfixtures.time.ManualClock;

class InMemoryDatabaseTest {

    private final InMemoryDatabase database = new InMemoryDatabase();
    private final AppliedUpdates applied = new InMemoryAppliedUpdates(database, new ManualClock());
    private final InMemoryTable<String, Integer> table = InMemoryTable.unbounded(database);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    @DisplayName("RTU-21: rows of the application are committed together with the ref")
    void rowsOfTheApplicationAreCommittedTogetherWithTheRef() {
        Effect counting = effect(
                Optional.of(new Ref("a")),
                transaction -> table.put(
                        transaction, "count", table.find(transaction, "count").orElse(0) + 1));

        applied.applyOnce(PERSONAL, List.of(counting));
        applied.applyOnce(PERSONAL, List.of(counting));

        assertThat(table.find("count")).contains(1);
    }

    @Test
    void aTransactionSeesItsOwnWrites() {
        inTransaction(PERSONAL, transaction -> {
            table.put(transaction, "a", 1);
            table.put(transaction, "b", 2);
            table.remove(transaction, "a");

            assertThat(table.find(transaction, "a")).isEmpty();
            assertThat(table.find(transaction, "b")).contains(2);
            assertThat(table.list(transaction)).containsExactly(2);
            assertThat(table.find("b")).isEmpty();
            assertThat(table.list()).isEmpty();

            table.clear(transaction);
            assertThat(table.list(transaction)).isEmpty();
            table.put(transaction, "c", 3);
        });

        assertThat(table.list()).containsExactly(3);
    }

    @Test
    void theWritesOfAFailedTransactionAreGone() {
        inTransaction(PERSONAL, transaction -> table.put(transaction, "a", 1));

        assertThatThrownBy(() -> inTransaction(PERSONAL, transaction -> {
                    table.clear(transaction);
                    table.put(transaction, "b", 2);
                    throw new IllegalStateException("thrown on purpose");
                }))
                .isInstanceOf(EffectFailedException.class);

        assertThat(table.list()).containsExactly(1);
    }

    @Test
    void aTransactionGivesItselfAndNoOtherHandle() {
        inTransaction(PERSONAL, transaction -> {
            assertThat(transaction.unwrap(InMemoryTransaction.class)).isSameAs(transaction);
            for (Class<?> other : List.of(Transaction.class, Object.class, StringBuilder.class)) {
                assertThatThrownBy(() -> transaction.unwrap(other))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(other.getName())
                        .hasMessageContaining(InMemoryTransaction.class.getName());
            }
        });
    }

    @Test
    void aTransactionIsOfNoUseAfterItsEffectHasReturned() {
        List<Transaction> kept = new ArrayList<>();
        Effect keeping = effect(Optional.empty(), kept::add);
        Effect using = effect(Optional.empty(), transaction -> {
            assertThatThrownBy(() -> table.put(kept.get(0), "a", 1)).isInstanceOf(IllegalStateException.class);
            table.put(transaction, "b", 2);
        });

        applied.applyOnce(PERSONAL, List.of(keeping, using));

        assertThatThrownBy(() -> table.find(kept.get(0), "b")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).unwrap(InMemoryTransaction.class))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).afterCommit(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThat(table.list()).containsExactly(2);
    }

    @Test
    void aTransactionOfAnotherDatabaseIsRefused() {
        InMemoryTable<String, Integer> foreign = InMemoryTable.unbounded(new InMemoryDatabase());

        inTransaction(
                PERSONAL,
                transaction -> assertThatThrownBy(() -> foreign.put(transaction, "a", 1))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aTransactionInsideATransactionOfTheSameAccountIsRefused() {
        inTransaction(
                PERSONAL,
                outer -> assertThatThrownBy(() -> inTransaction(PERSONAL, inner -> table.put(inner, "a", 1)))
                        .isInstanceOf(IllegalStateException.class));

        assertThat(table.list()).isEmpty();
    }

    @Test
    void transactionsOfOneAccountExcludeEachOther() throws Exception {
        int each = 500;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            running.add(threads.submit(() -> {
                await(start);
                for (int i = 0; i < each; i++) {
                    inTransaction(
                            PERSONAL,
                            transaction -> table.put(
                                    transaction,
                                    "count",
                                    table.find(transaction, "count").orElse(0) + 1));
                }
            }));
        }
        start.countDown();
        for (Future<?> thread : running) {
            thread.get(60, TimeUnit.SECONDS);
        }

        assertThat(table.find("count")).contains(4 * each);
    }

    @Test
    void transactionsOfDifferentAccountsRunAtTheSameTime() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Writes meeting = transaction -> {
            both.countDown();
            await(both);
        };

        Future<?> other = threads.submit(() -> inTransaction(BUSINESS, meeting));
        inTransaction(PERSONAL, meeting);
        other.get(60, TimeUnit.SECONDS);

        assertThat(both.getCount()).isZero();
    }

    @Test
    void readersNeverSeeHalfACommit() throws Exception {
        inTransaction(PERSONAL, transaction -> {
            table.put(transaction, "a", 0);
            table.put(transaction, "b", 0);
        });
        Future<?> writer = threads.submit(() -> {
            for (int i = 1; i <= 2000; i++) {
                int value = i;
                inTransaction(PERSONAL, transaction -> {
                    table.put(transaction, "a", value);
                    table.put(transaction, "b", value);
                });
            }
        });
        do {
            List<Integer> row = table.list();
            assertThat(row.get(0)).isEqualTo(row.get(1));
        } while (!writer.isDone());
        writer.get();
    }

    @Test
    void aBoundHoldsWhenTwoTransactionsFillATableAtTheSameTime() throws Exception {
        InMemoryTable<String, Integer> small = InMemoryTable.refusing(database, 1);
        CountDownLatch bothWrote = new CountDownLatch(2);
        Future<?> other = threads.submit(() -> inTransaction(BUSINESS, transaction -> {
            small.put(transaction, "business", 1);
            bothWrote.countDown();
            await(bothWrote);
        }));
        int refused = 0;
        try {
            inTransaction(PERSONAL, transaction -> {
                small.put(transaction, "personal", 1);
                bothWrote.countDown();
                await(bothWrote);
            });
        } catch (StoreException full) {
            refused++;
        }
        try {
            other.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            assertThat(failed).hasCauseInstanceOf(StoreException.class);
            refused++;
        }

        assertThat(refused).isEqualTo(1);
        assertThat(small.list()).hasSize(1);
    }

    @Test
    void removedRowsMakeRoom() {
        InMemoryTable<String, Integer> small = InMemoryTable.refusing(database, 2);
        inTransaction(PERSONAL, transaction -> {
            small.put(transaction, "a", 1);
            small.put(transaction, "b", 2);
            small.put(transaction, "b", 3);
            small.remove(transaction, "a");
            small.put(transaction, "c", 4);
        });
        inTransaction(PERSONAL, transaction -> {
            small.remove(transaction, "b");
            small.put(transaction, "d", 5);
            assertThatThrownBy(() -> small.put(transaction, "e", 6)).isInstanceOf(StoreException.class);
        });

        assertThat(small.list()).containsExactly(4, 5);
    }

    private void inTransaction(AccountType account, Writes writes) {
        applied.applyOnce(account, List.of(effect(Optional.empty(), writes)));
    }

    private static Effect effect(Optional<Ref> ref, Writes writes) {
        return new Effect(ref, transaction -> {
            writes.run(transaction);
            return UpdateOutcome.PROCESSED;
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What a test does in a transaction. */
    @FunctionalInterface
    private interface Writes {
        void run(Transaction transaction) throws Exception;
    }
}
