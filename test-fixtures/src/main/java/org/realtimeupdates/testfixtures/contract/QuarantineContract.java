package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.MALFORMED;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Ref;

/** What every {@link Quarantine} does. */
public abstract class QuarantineContract extends QuarantineReplayRules {

    /** For the leaf. */
    protected QuarantineContract() {}

    @Test
    @DisplayName("RTU-33: an update is listed as it was set aside")
    void anUpdateIsListedAsItWasSetAside() {
        QuarantinedUpdate whole = update(PERSONAL, "a", "message", "1", "2");
        QuarantinedUpdate unreadable = withoutRef("{\"type\":\"update\" \u00e9 \ud83d\ude00");
        add(whole, unreadable);

        assertThat(listed(10)).containsExactly(whole, unreadable);
    }

    @Test
    void updatesAreListedInTheOrderTheyCame() {
        List<QuarantinedUpdate> updates = List.of(
                update(PERSONAL, "z", "message", "1"),
                withoutRef("first"),
                update(BUSINESS, "a", "message", "1"),
                withoutRef("second"),
                update(PERSONAL, "m", "message", "1"));
        updates.forEach(this::add);

        assertThat(listed(10)).isEqualTo(updates);
        assertThat(listed(5)).isEqualTo(updates);
        assertThat(listed(3)).isEqualTo(updates.subList(0, 3));
        assertThat(listed(1)).isEqualTo(updates.subList(0, 1));
    }

    @Test
    @DisplayName("RTU-33: an entity is held when one of its updates is in quarantine")
    void anEntityIsHeldWhenOneOfItsUpdatesIsInQuarantine() {
        add(update(PERSONAL, "a", "message", "1", "2"));

        inTransaction(transaction -> {
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                    .isTrue();
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("3", "2")))
                    .isTrue();
        });
    }

    @Test
    @DisplayName("RTU-33: account, type and id decide what is held")
    void accountTypeAndIdDecideWhatIsHeld() {
        add(update(PERSONAL, "a", "message", "1"));

        inTransaction(transaction -> {
            assertThat(quarantine.holds(transaction, BUSINESS, "message", List.of("1")))
                    .isFalse();
            assertThat(quarantine.holds(transaction, PERSONAL, "group", List.of("1")))
                    .isFalse();
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("2", "11")))
                    .isFalse();
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of()))
                    .isFalse();
        });
    }

    @Test
    @DisplayName("RTU-3: an update without a readable ref holds nothing")
    void anUpdateWithoutARefHoldsNothing() {
        add(new QuarantinedUpdate(
                Optional.of(PERSONAL), Optional.empty(), "group", List.of("7"), MALFORMED, "no ref", 0, SINCE, "text"));

        inTransaction(transaction -> assertThat(quarantine.holds(transaction, PERSONAL, "group", List.of("7")))
                .isFalse());
    }

    @Test
    @DisplayName("RTU-33: a transaction sees its own writes, others see them once they are committed")
    void aTransactionSeesItsOwnWrites() {
        QuarantinedUpdate update = update(PERSONAL, "a", "message", "1");

        inTransaction(transaction -> {
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                    .isFalse();
            quarantine.add(transaction, update);
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                    .isTrue();
            OtherThread.run(() -> assertThat(listed(10)).isEmpty());
        });

        assertThat(listed(10)).containsExactly(update);
    }

    @Test
    @DisplayName("RTU-33: a later effect of the same batch sees what an earlier one set aside")
    void aLaterEffectOfTheBatchSeesWhatAnEarlierOneSetAside() {
        Effect poison = Effects.once(
                new Ref("a"), transaction -> quarantine.add(transaction, update(PERSONAL, "a", "message", "1")));
        Effect held = Effects.once(new Ref("b"), transaction -> {
            assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                    .isTrue();
            quarantine.add(transaction, update(PERSONAL, "b", "message", "1"));
        });

        applied.applyOnce(PERSONAL, List.of(poison, held));

        assertThat(listed(10)).hasSize(2);
    }

    @Test
    @DisplayName("RTU-33: what a failed transaction set aside is gone")
    void whatAFailedTransactionSetAsideIsGone() {
        inFailedTransaction(transaction -> {
            quarantine.add(transaction, update(PERSONAL, "a", "message", "1"));
            quarantine.add(transaction, withoutRef("text"));
        });

        assertThat(listed(10)).isEmpty();
        inTransaction(transaction -> assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                .isFalse());
    }

    @Test
    @DisplayName("RTU-33: a full quarantine takes no more and keeps what it has")
    void aFullQuarantineTakesNoMore() {
        IntStream.range(0, MAX_QUARANTINED).forEach(i -> add(update(PERSONAL, "ref" + i, "message", "id" + i)));

        assertThatThrownBy(() -> add(update(PERSONAL, "one too many", "message", "x")))
                .isInstanceOf(StoreException.class);

        assertThat(listed(100))
                .extracting(update -> update.ref().orElseThrow().value())
                .isEqualTo(IntStream.range(0, MAX_QUARANTINED)
                        .mapToObj(i -> "ref" + i)
                        .toList());
    }

    @Test
    void aTransactionCannotGoOverTheBoundEither() {
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    for (int i = 0; i <= MAX_QUARANTINED; i++) {
                        quarantine.add(transaction, update(PERSONAL, "ref" + i, "message", "id" + i));
                    }
                }))
                .isInstanceOf(StoreException.class);

        assertThat(listed(100)).isEmpty();
    }

    @Test
    @DisplayName("RTU-3: of the updates without a ref only the newest are kept, in a place of their own")
    void ofTheUpdatesWithoutARefOnlyTheNewestAreKept() {
        IntStream.range(0, MAX_QUARANTINED).forEach(i -> add(update(PERSONAL, "ref" + i, "message", "id" + i)));
        IntStream.range(0, MAX_UNREADABLE + 2).forEach(i -> add(withoutRef("text" + i)));

        assertThat(listed(100)).hasSize(MAX_QUARANTINED + MAX_UNREADABLE);
        assertThat(listed(100).subList(MAX_QUARANTINED, MAX_QUARANTINED + MAX_UNREADABLE))
                .extracting(QuarantinedUpdate::text)
                .containsExactly("text2", "text3", "text4");
    }
}
