package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.FAILED;
import static org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause.MALFORMED;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.Quarantine;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** What every {@link Quarantine} does. */
public abstract class QuarantineContract {

    private static final int MAX_WITH_REF = 10;
    private static final int MAX_WITHOUT_REF = 3;
    private static final Instant SINCE = Instant.parse("2026-01-01T00:00:00Z");

    private AppliedUpdates applied;
    private Quarantine quarantine;

    /** For the leaf. */
    protected QuarantineContract() {}

    /** What runs transactions on the database of {@link #newQuarantine}. */
    protected abstract AppliedUpdates newAppliedUpdates() throws Exception;

    /**
     * An empty quarantine.
     *
     * @param maxWithRef how many updates with a ref it holds before it is full
     * @param maxWithoutRef how many updates without a ref it keeps
     */
    protected abstract Quarantine newQuarantine(int maxWithRef, int maxWithoutRef) throws Exception;

    @BeforeEach
    void makeStores() throws Exception {
        applied = newAppliedUpdates();
        quarantine = newQuarantine(MAX_WITH_REF, MAX_WITHOUT_REF);
    }

    @Test
    @DisplayName("RTU-33: an update is listed as it was set aside")
    void anUpdateIsListedAsItWasSetAside() {
        QuarantinedUpdate whole = update(PERSONAL, "a", "message", "1", "2");
        QuarantinedUpdate unreadable = withoutRef("{\"type\":\"update\" \u00e9 \ud83d\ude00");
        add(whole, unreadable);

        assertThat(quarantine.list(10)).containsExactly(whole, unreadable);
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

        assertThat(quarantine.list(10)).isEqualTo(updates);
        assertThat(quarantine.list(5)).isEqualTo(updates);
        assertThat(quarantine.list(3)).isEqualTo(updates.subList(0, 3));
        assertThat(quarantine.list(1)).isEqualTo(updates.subList(0, 1));
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
    void anUpdateWithoutARefHoldsItsEntitiesToo() {
        add(new QuarantinedUpdate(
                Optional.of(PERSONAL), Optional.empty(), "group", List.of("7"), MALFORMED, "no ref", 0, SINCE, "text"));

        inTransaction(transaction -> {
            assertThat(quarantine.holds(transaction, PERSONAL, "group", List.of("7")))
                    .isTrue();
            assertThat(quarantine.holds(transaction, BUSINESS, "group", List.of("7")))
                    .isFalse();
        });
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
            OtherThread.run(() -> assertThat(quarantine.list(10)).isEmpty());
        });

        assertThat(quarantine.list(10)).containsExactly(update);
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

        assertThat(quarantine.list(10)).hasSize(2);
    }

    @Test
    @DisplayName("RTU-33: what a failed transaction set aside is gone")
    void whatAFailedTransactionSetAsideIsGone() {
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    quarantine.add(transaction, update(PERSONAL, "a", "message", "1"));
                    quarantine.add(transaction, withoutRef("text"));
                    throw new IllegalStateException("thrown on purpose");
                }))
                .isInstanceOf(EffectFailedException.class);

        assertThat(quarantine.list(10)).isEmpty();
        inTransaction(transaction -> assertThat(quarantine.holds(transaction, PERSONAL, "message", List.of("1")))
                .isFalse());
    }

    @Test
    @DisplayName("RTU-33: a full quarantine takes no more and keeps what it has")
    void aFullQuarantineTakesNoMore() {
        IntStream.range(0, MAX_WITH_REF).forEach(i -> add(update(PERSONAL, "ref" + i, "message", "id" + i)));

        assertThatThrownBy(() -> add(update(PERSONAL, "one too many", "message", "x")))
                .isInstanceOf(StoreException.class);

        assertThat(quarantine.list(100))
                .extracting(update -> update.ref().orElseThrow().value())
                .isEqualTo(IntStream.range(0, MAX_WITH_REF)
                        .mapToObj(i -> "ref" + i)
                        .toList());
    }

    @Test
    void aTransactionCannotGoOverTheBoundEither() {
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    for (int i = 0; i <= MAX_WITH_REF; i++) {
                        quarantine.add(transaction, update(PERSONAL, "ref" + i, "message", "id" + i));
                    }
                }))
                .isInstanceOf(StoreException.class);

        assertThat(quarantine.list(100)).isEmpty();
    }

    @Test
    @DisplayName("RTU-3: of the updates without a ref only the newest are kept, in a place of their own")
    void ofTheUpdatesWithoutARefOnlyTheNewestAreKept() {
        IntStream.range(0, MAX_WITH_REF).forEach(i -> add(update(PERSONAL, "ref" + i, "message", "id" + i)));
        IntStream.range(0, MAX_WITHOUT_REF + 2).forEach(i -> add(withoutRef("text" + i)));

        assertThat(quarantine.list(100)).hasSize(MAX_WITH_REF + MAX_WITHOUT_REF);
        assertThat(quarantine.list(100).subList(MAX_WITH_REF, MAX_WITH_REF + MAX_WITHOUT_REF))
                .extracting(QuarantinedUpdate::text)
                .containsExactly("text2", "text3", "text4");
    }

    private void add(QuarantinedUpdate... updates) {
        inTransaction(transaction -> {
            for (QuarantinedUpdate update : updates) {
                quarantine.add(transaction, update);
            }
        });
    }

    private void inTransaction(Effects.Writes writes) {
        applied.applyOnce(PERSONAL, List.of(Effects.always(writes)));
    }

    private static QuarantinedUpdate update(AccountType account, String ref, String type, String... ids) {
        return new QuarantinedUpdate(
                Optional.of(account),
                Optional.of(new Ref(ref)),
                type,
                List.of(ids),
                FAILED,
                "IllegalStateException",
                5,
                SINCE,
                "{\"ref\":\"" + ref + "\"}");
    }

    private static QuarantinedUpdate withoutRef(String text) {
        return new QuarantinedUpdate(
                Optional.empty(), Optional.empty(), "", List.of(), MALFORMED, "unreadable", 0, SINCE, text);
    }
}
