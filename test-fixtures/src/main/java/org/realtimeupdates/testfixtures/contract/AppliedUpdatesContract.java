package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;
import static org.realtimeupdates.domain.UpdateOutcome.PROCESSED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.AppliedUpdates;
import org.realtimeupdates.application.port.persistence.AppliedUpdates.Result;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** What every {@link AppliedUpdates} does. */
public abstract class AppliedUpdatesContract extends AppliedUpdatesMemoryRules {

    private static final Ref A = new Ref("a");
    private static final Ref B = new Ref("b");
    private static final Ref C = new Ref("c");
    private static final Result RAN = new Result(true, PROCESSED);
    private static final Result KNOWN = new Result(false, PROCESSED);

    private final List<String> ran = new ArrayList<>();

    /** For the leaf. */
    protected AppliedUpdatesContract() {}

    @Test
    @DisplayName("RTU-21: effects run in order, each with a transaction")
    void effectsRunInOrder() {
        assertThat(applied.applyOnce(PERSONAL, List.of(noting(A), noting(B), noting(C))))
                .containsExactly(RAN, RAN, RAN);
        assertThat(ran).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("RTU-22: the effect of a remembered ref is skipped")
    void theEffectOfARememberedRefIsSkipped() {
        applied.applyOnce(PERSONAL, List.of(noting(B)));

        assertThat(applied.applyOnce(PERSONAL, List.of(noting(A), noting(B), noting(C))))
                .containsExactly(RAN, KNOWN, RAN);
        assertThat(ran).containsExactly("b", "a", "c");
    }

    @Test
    @DisplayName("RTU-11: a ref is remembered for its own account only")
    void aRefIsRememberedForItsOwnAccountOnly() {
        applied.applyOnce(PERSONAL, List.of(noting(A)));

        assertThat(applied.applyOnce(BUSINESS, List.of(noting(A)))).containsExactly(RAN);
        assertThat(applied.applyOnce(PERSONAL, List.of(noting(A)))).containsExactly(KNOWN);
        assertThat(ran).containsExactly("a", "a");
    }

    @Test
    void refsAreTakenAsTheyAreWritten() {
        Ref longest = new Ref("ß".repeat(Ref.MAX_LENGTH));
        applied.applyOnce(PERSONAL, List.of(noting(new Ref("x")), noting(longest)));

        assertThat(applied.applyOnce(PERSONAL, List.of(noting(new Ref("X")), noting(new Ref("x ")), noting(longest))))
                .containsExactly(RAN, RAN, KNOWN);
    }

    @Test
    void anEffectWithoutARefRunsEachTime() {
        Effect effect = Effects.always(transaction -> ran.add("no ref"));

        assertThat(applied.applyOnce(PERSONAL, List.of(effect, effect))).containsExactly(RAN, RAN);
        assertThat(applied.applyOnce(PERSONAL, List.of(effect))).containsExactly(RAN);
        assertThat(ran).hasSize(3);
    }

    @Test
    @DisplayName("RTU-20: the outcome is remembered with the ref")
    void theOutcomeIsRememberedWithTheRef() {
        for (UpdateOutcome outcome : UpdateOutcome.values()) {
            Effect effect = new Effect(Optional.of(new Ref(outcome.wireName())), transaction -> outcome);

            assertThat(applied.applyOnce(PERSONAL, List.of(effect))).containsExactly(new Result(true, outcome));
            assertThat(applied.applyOnce(PERSONAL, List.of(noting(new Ref(outcome.wireName())))))
                    .containsExactly(new Result(false, outcome));
        }
        assertThat(ran).isEmpty();
    }

    @Test
    void noEffectsGiveNothing() {
        assertThat(applied.applyOnce(PERSONAL, List.of())).isEmpty();
    }

    @Test
    @DisplayName("RTU-21: when an effect fails no ref of the batch is remembered")
    void whenAnEffectFailsNoRefOfTheBatchIsRemembered() {
        assertThatThrownBy(() -> applied.applyOnce(PERSONAL, List.of(noting(A), failing(B), noting(C))))
                .isInstanceOf(EffectFailedException.class);

        assertThat(ran).containsExactly("a");
        assertThat(applied.applyOnce(PERSONAL, List.of(noting(A), noting(B), noting(C))))
                .containsExactly(RAN, RAN, RAN);
    }

    @Test
    @DisplayName("RTU-33: a failure names the effect that threw and what it threw")
    void aFailureNamesTheEffectThatThrew() {
        applied.applyOnce(PERSONAL, List.of(noting(A)));
        Exception thrown = new Exception("checked, thrown on purpose");

        assertThatThrownBy(() -> applied.applyOnce(PERSONAL, List.of(noting(A), noting(B), throwing(C, thrown))))
                .isInstanceOfSatisfying(
                        EffectFailedException.class,
                        failure -> assertThat(failure.index()).isEqualTo(2))
                .hasCause(thrown);
    }

    @Test
    @DisplayName("RTU-33: an effect that overflows the stack is at fault itself")
    void anErrorIsTheFaultOfTheEffect() {
        Effect recursing = Effects.once(A, transaction -> {
            throw new StackOverflowError("thrown on purpose");
        });

        assertThatThrownBy(() -> applied.applyOnce(PERSONAL, List.of(recursing)))
                .isInstanceOf(EffectFailedException.class);
        assertThat(applied.applyOnce(PERSONAL, List.of(noting(A)))).containsExactly(RAN);
    }

    @Test
    @DisplayName("RTU-33: a fault of the store passes through as it is, and nothing has happened")
    void aFaultOfTheStorePassesThrough() {
        StoreException thrown = new StoreException("thrown on purpose");

        assertThatThrownBy(() -> applied.applyOnce(PERSONAL, List.of(noting(A), throwing(B, thrown))))
                .isSameAs(thrown);
        assertThat(applied.applyOnce(PERSONAL, List.of(noting(A)))).containsExactly(RAN);
    }

    @Test
    void bothAccountsWorkAtTheSameTimeWithoutMixing() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        List<OtherThread.Step> steps = new ArrayList<>();
        for (AccountType account : AccountType.values()) {
            steps.add(() -> {
                for (int round = 0; round < 2; round++) {
                    for (int i = 0; i < 100; i++) {
                        Ref ref = new Ref("ref" + i);
                        attempts.count(account, List.of(ref));
                        Effect counting = Effects.once(ref, transaction -> runs.incrementAndGet());
                        assertThat(applied.applyOnce(account, List.of(counting)))
                                .containsExactly(new Result(round == 0, PROCESSED));
                    }
                }
            });
        }

        OtherThread.runAtOnce(steps);

        assertThat(runs).hasValue(200);
    }

    @Test
    void aHandleOfAnUnknownTypeIsRefused() {
        applied.applyOnce(PERSONAL, List.of(Effects.once(A, transaction -> {
            assertThatThrownBy(() -> transaction.unwrap(StringBuilder.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("StringBuilder");
            ran.add("a");
        })));

        assertThat(ran).containsExactly("a");
    }

    private Effect noting(Ref ref) {
        return Effects.once(ref, transaction -> ran.add(ref.value()));
    }

    private static Effect failing(Ref ref) {
        return throwing(ref, new IllegalStateException("thrown on purpose"));
    }

    private static Effect throwing(Ref ref, Exception thrown) {
        return Effects.once(ref, transaction -> {
            throw thrown;
        });
    }
}
