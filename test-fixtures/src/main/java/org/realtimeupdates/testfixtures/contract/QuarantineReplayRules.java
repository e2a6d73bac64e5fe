package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.UNSUPPORTED;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** What trying updates again needs: positions, changes, removals. A part of {@link QuarantineContract}. */
abstract class QuarantineReplayRules extends QuarantineSetup {

    @Test
    @DisplayName("RTU-33: a page begins after a position and has so many updates at most")
    void aPageBeginsAfterAPosition() {
        IntStream.range(0, MAX_QUARANTINED).forEach(i -> add(update(PERSONAL, "ref" + i, "message", "id" + i)));
        add(withoutRef("text"));
        List<Entry> all = entries();

        assertThat(all)
                .hasSize(MAX_QUARANTINED + 1)
                .extracting(Entry::position)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(position -> position > QuarantineView.START);
        for (int from = 0; from <= all.size(); from++) {
            long position = from == 0 ? QuarantineView.START : all.get(from - 1).position();
            assertThat(quarantine.list(position, 3)).isEqualTo(all.subList(from, Math.min(from + 3, all.size())));
        }
    }

    @Test
    @DisplayName("RTU-33: an update that was removed is gone, the others keep their places")
    void aRemovedUpdateIsGone() {
        add(update(PERSONAL, "a", "message", "1"), update(PERSONAL, "b", "message", "2"), withoutRef("text"));
        List<Entry> before = entries();

        remove(before.get(0));
        assertThat(entries()).isEqualTo(before.subList(1, 3));
        remove(before.get(2));
        assertThat(entries()).containsExactly(before.get(1));
    }

    @Test
    @DisplayName("RTU-33: the entities of an update that was removed are held no more")
    void theEntitiesOfARemovedUpdateAreHeldNoMore() {
        add(update(PERSONAL, "a", "message", "1", "2"), update(BUSINESS, "b", "message", "1"));

        remove(entries().get(0));

        assertThat(isHeld(PERSONAL, "1")).isFalse();
        assertThat(isHeld(PERSONAL, "2")).isFalse();
        assertThat(isHeld(BUSINESS, "1")).isTrue();
    }

    @Test
    @DisplayName("RTU-33: an entity is held until the last of its updates is removed")
    void anEntityIsHeldUntilTheLastOfItsUpdatesIsRemoved() {
        add(
                update(PERSONAL, "a", "message", "1"),
                update(PERSONAL, "b", "message", "1", "2"),
                update(PERSONAL, "c", "message", "1"));
        List<Entry> all = entries();

        remove(all.get(1));
        assertThat(isHeld(PERSONAL, "1")).isTrue();
        assertThat(isHeld(PERSONAL, "2")).isFalse();
        remove(all.get(2));
        assertThat(isHeld(PERSONAL, "1")).isTrue();
        remove(all.get(0));
        assertThat(isHeld(PERSONAL, "1")).isFalse();
    }

    @Test
    @DisplayName("RTU-33: a transaction sees its own removals, others see them once they are committed")
    void aTransactionSeesItsOwnRemovals() {
        add(update(PERSONAL, "a", "message", "1"));
        Entry entry = entries().get(0);

        inTransaction(transaction -> {
            quarantine.remove(transaction, entry.position());
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                    .isFalse();
            OtherThread.run(() -> assertThat(entries()).containsExactly(entry));
        });

        assertThat(entries()).isEmpty();
    }

    @Test
    @DisplayName("RTU-33: what is known of an update is changed in its place")
    void whatIsKnownOfAnUpdateIsChangedInItsPlace() {
        QuarantinedUpdate unsupported = new QuarantinedUpdate(
                Optional.of(PERSONAL),
                Optional.of(new Ref("a")),
                "poll",
                List.of("1"),
                UNSUPPORTED,
                "unsupported",
                0,
                SINCE,
                "text");
        add(unsupported, update(PERSONAL, "b", "message", "2"));
        List<Entry> before = entries();
        Entry counted = new Entry(before.get(0).position(), unsupported.counted());
        Entry failed = new Entry(before.get(0).position(), unsupported.tried(5, "no \u00e9"));

        change(counted);
        assertThat(entries()).containsExactly(counted, before.get(1));
        change(failed);
        assertThat(entries()).containsExactly(failed, before.get(1));

        inTransaction(transaction -> assertThat(quarantine.holds(transaction, PERSONAL, "poll", List.of("1")))
                .isTrue());
    }

    @Test
    @DisplayName("RTU-33: what a failed transaction changed or removed is as it was")
    void whatAFailedTransactionChangedIsAsItWas() {
        add(update(PERSONAL, "a", "message", "1"), update(PERSONAL, "b", "message", "2"));
        List<Entry> before = entries();

        inFailedTransaction(transaction -> {
            quarantine.remove(transaction, before.get(0).position());
            quarantine.update(
                    transaction,
                    new Entry(before.get(1).position(), before.get(1).update().counted()));
        });

        assertThat(entries()).isEqualTo(before);
        assertThat(isHeld(PERSONAL, "1")).isTrue();
    }

    @Test
    void nothingHappensToAnEmptyPlace() {
        add(update(PERSONAL, "a", "message", "1"), update(PERSONAL, "b", "message", "2"));
        Entry gone = entries().get(0);
        remove(gone);
        List<Entry> left = entries();

        remove(gone);
        change(gone);
        remove(new Entry(gone.position() + 1_000, gone.update()));

        assertThat(entries()).isEqualTo(left);
        assertThat(isHeld(PERSONAL, "1")).isFalse();
    }

    @Test
    void aPositionIsNeverUsedAgain() {
        add(update(PERSONAL, "a", "message", "1"));
        Entry first = entries().get(0);
        remove(first);
        add(update(PERSONAL, "b", "message", "1"));

        assertThat(entries().get(0).position()).isGreaterThan(first.position());
    }

    @Test
    @DisplayName("RTU-33: a full quarantine has room again once an update is removed")
    void aFullQuarantineHasRoomAgain() {
        IntStream.range(0, MAX_QUARANTINED).forEach(i -> add(update(PERSONAL, "ref" + i, "message", "id" + i)));

        remove(entries().get(3));
        add(update(PERSONAL, "fits", "message", "x"));

        assertThat(entries()).hasSize(MAX_QUARANTINED);
    }

    private void remove(Entry entry) {
        inTransaction(transaction -> quarantine.remove(transaction, entry.position()));
    }

    private void change(Entry entry) {
        inTransaction(transaction -> quarantine.update(transaction, entry));
    }

    private boolean isHeld(AccountType account, String id) {
        boolean[] held = new boolean[1];
        inTransaction(transaction -> held[0] = quarantine.holds(transaction, account, "message", List.of(id)));
        return held[0];
    }
}
