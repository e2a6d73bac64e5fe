package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Device;

/** What publishing in a running transaction does. A part of {@link PendingUpdatesContract}. */
abstract class PendingUpdatesTransactionRules extends PendingUpdatesThreadRules {

    private static final int EACH = MAX_UPDATES / 4;

    @Test
    @DisplayName("RTU-30: what a transaction publishes is there once it commits, and not before")
    void whatATransactionPublishesIsThereOnceItCommits() {
        devices.register(PHONE);
        append(forAnna("before"));

        inTransaction(transaction -> {
            assertThat(pending.append(transaction, List.of(forAnna("b"), forDevice(TABLET, "a"))))
                    .containsExactly(Set.of(PHONE), Set.of(TABLET));
            assertThat(pending.append(transaction, List.of(forAnna("c")))).containsExactly(Set.of(PHONE, TABLET));
            assertThat(pending.append(transaction, List.of())).isEmpty();
            OtherThread.run(() -> {
                assertThat(refs(PHONE_PERSONAL)).containsExactly("before");
                assertThat(refs(TABLET_PERSONAL)).isEmpty();
                assertThat(devices.known("anna")).containsExactly(PHONE);
            });
        });

        assertThat(refs(PHONE_PERSONAL)).containsExactly("before", "b", "c");
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a", "c");
        assertThat(devices.known("anna")).containsExactlyInAnyOrder(PHONE, TABLET);
    }

    @Test
    @DisplayName("RTU-30: what a transaction published that fails is gone, and its refs are free")
    void whatAFailedTransactionPublishedIsGone() {
        devices.register(PHONE);

        inFailedTransaction(transaction -> append(transaction, forAnna("a"), forDevice(TABLET, "b")));

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(devices.known("anna")).containsExactly(PHONE);
        append(forAnna("a", "other content"), forDevice(TABLET, "b"));
        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
        assertThat(refs(TABLET_PERSONAL)).containsExactly("b");
    }

    @Test
    @DisplayName("RTU-11: a ref published in a transaction is not put there again")
    void aRefPublishedInATransactionIsNotPutThereAgain() {
        devices.register(PHONE);
        append(forAnna("a"));

        inTransaction(transaction -> {
            append(transaction, forAnna("a"), forAnna("b"));
            append(transaction, forAnna("b"), forAnna("c"));
        });
        append(forAnna("c"), forAnna("d"));

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a", "b", "c", "d");
    }

    @Test
    @DisplayName("RTU-11: a ref with other content is an error in a transaction too")
    void aRefWithOtherContentIsAnErrorInATransactionToo() {
        devices.register(PHONE);
        append(forAnna("a"));

        assertThatThrownBy(() -> inTransaction(transaction -> {
                    append(transaction, forAnna("b"));
                    append(transaction, forAnna("a", "other content"));
                }))
                .isInstanceOf(RefConflictException.class);
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    append(transaction, forAnna("b"));
                    append(transaction, forAnna("b", "other content"));
                }))
                .isInstanceOf(RefConflictException.class);

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-15: a transaction can go over the bound")
    void aTransactionCanGoOverTheBound() {
        devices.register(PHONE);
        appendRange(0, MAX_UPDATES);

        inFailedTransaction(transaction -> append(transaction, forAnna("gone")));
        assertThat(refs(PHONE_PERSONAL)).hasSize(MAX_UPDATES);
        inTransaction(transaction -> append(transaction, forAnna("late")));

        assertResetThen(PHONE_PERSONAL, "late");
    }

    @Test
    @DisplayName("RTU-30: a transaction of another store is refused")
    void aTransactionOfAnotherStoreIsRefused() {
        devices.register(PHONE);
        Transaction foreign = new Transaction() {
            @Override
            public <T> T unwrap(Class<T> type) {
                throw new IllegalArgumentException("has no handle of any type");
            }

            @Override
            public void afterCommit(Runnable task) {
                throw new IllegalStateException("never commits");
            }
        };

        assertThatThrownBy(() -> pending.append(foreign, List.of(forAnna("a"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(refs(PHONE_PERSONAL)).isEmpty();
    }

    @Test
    @DisplayName("RTU-31: while transactions publish, one cursor reads every update once and each thread's in order")
    void oneCursorReadsWhatTransactionsPublish() throws Exception {
        devices.register(PHONE);
        List<String> read = new ArrayList<>();
        List<OtherThread.Step> steps = new ArrayList<>();
        for (Device publisher : List.of(PHONE, TABLET)) {
            steps.add(() -> IntStream.range(0, EACH).forEach(i -> append(forAnna(publisher.id() + i))));
            steps.add(() -> IntStream.range(0, EACH)
                    .forEach(i -> inTransaction(
                            transaction -> append(transaction, forAnna("joined " + publisher.id() + i)))));
        }
        steps.add(() -> readUntil(read, 4 * EACH));

        OtherThread.runAtOnce(steps);

        assertThat(read).isEqualTo(refs(PHONE_PERSONAL)).hasSize(4 * EACH).doesNotHaveDuplicates();
        for (String publisher : List.of("phone", "tablet", "joined phone", "joined tablet")) {
            assertThat(read.stream().filter(ref -> ref.startsWith(publisher)))
                    .isEqualTo(IntStream.range(0, EACH)
                            .mapToObj(i -> publisher + i)
                            .toList());
        }
    }

    @Test
    @DisplayName("RTU-30: a device registered while transactions publish gets all from then on")
    void aDeviceRegisteredWhileTransactionsPublishGetsAllFromThenOn() throws Exception {
        devices.register(PHONE);
        List<String> addressed = new ArrayList<>();

        OtherThread.runAtOnce(List.of(() -> devices.register(TABLET), () -> {
            for (int i = 0; i < EACH; i++) {
                NewPendingUpdate update = forAnna("ref" + i);
                List<Set<Device>> to = new ArrayList<>();
                inTransaction(transaction -> to.addAll(pending.append(transaction, List.of(update))));
                if (to.get(0).contains(TABLET)) {
                    addressed.add("ref" + i);
                }
            }
        }));

        assertThat(refs(TABLET_PERSONAL)).isEqualTo(addressed);
        assertThat(refs(PHONE_PERSONAL)).hasSize(EACH).endsWith(addressed.toArray(new String[0]));
    }

    private void append(Transaction transaction, NewPendingUpdate... updates) {
        pending.append(transaction, List.of(updates));
    }

    private void readUntil(List<String> read, int count) {
        long position = PendingUpdates.START;
        while (read.size() < count && !Thread.currentThread().isInterrupted()) {
            for (PendingUpdate update : pending.readAfter(PHONE_PERSONAL, position, 7, Integer.MAX_VALUE)) {
                position = update.position();
                read.add(update.ref().value());
            }
        }
    }
}
