package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Attempts;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.EffectFailedException;
import org.realtimeupdates.domain.Ref;

/** What every {@link Attempts} does, together with the memory of the refs that took effect. */
public abstract class AttemptsContract extends ClientStoreSetup {

    private static final Ref A = new Ref("a");
    private static final Ref B = new Ref("b");
    private static final Ref C = new Ref("c");

    /** For the leaf. */
    protected AttemptsContract() {}

    @Test
    void noRefsGiveNothing() {
        assertThat(attempts.count(PERSONAL, List.of())).isEmpty();
        assertThat(attempts.counted(PERSONAL, List.of())).isEmpty();
    }

    @Test
    @DisplayName("RTU-33: attempts are counted for each ref and account")
    void attemptsAreCounted() {
        assertThat(attempts.count(PERSONAL, List.of(A, B))).isEqualTo(Map.of(A, 1, B, 1));
        assertThat(attempts.count(PERSONAL, List.of(A))).isEqualTo(Map.of(A, 2));
        assertThat(attempts.count(BUSINESS, List.of(A))).isEqualTo(Map.of(A, 1));
        assertThat(attempts.count(PERSONAL, List.of(A, B, C))).isEqualTo(Map.of(A, 3, B, 2, C, 1));
    }

    @Test
    @DisplayName("RTU-33: attempts survive the failure they are counted for")
    void attemptsSurviveTheFailure() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            assertThat(attempts.count(PERSONAL, List.of(A))).isEqualTo(Map.of(A, attempt));
            assertThatThrownBy(() -> applied.applyOnce(PERSONAL, List.of(failing(A))))
                    .isInstanceOf(EffectFailedException.class);
        }
        assertThat(attempts.count(PERSONAL, List.of(A))).isEqualTo(Map.of(A, 6));
    }

    @Test
    @DisplayName("RTU-33: a remembered ref has no attempts")
    void aRememberedRefHasNoAttempts() {
        attempts.count(PERSONAL, List.of(A, B));
        applied.applyOnce(PERSONAL, List.of(doing(A)));

        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(B, 1));
        assertThat(attempts.count(PERSONAL, List.of(B))).isEqualTo(Map.of(B, 2));
        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(B, 2));
    }

    @Test
    @DisplayName("RTU-33: a remembered ref that comes again has no attempts then")
    void aRememberedRefThatComesAgainHasNoAttempts() {
        applied.applyOnce(PERSONAL, List.of(doing(A)));
        attempts.count(PERSONAL, List.of(A, B));
        applied.applyOnce(PERSONAL, List.of(doing(A)));

        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(B, 1));
    }

    @Test
    @DisplayName("RTU-33: tries together and alone add up, whatever has an outcome in between")
    void triesTogetherAndAloneAddUp() {
        attempts.count(PERSONAL, List.of(A, B, C));
        attempts.count(PERSONAL, List.of(B));
        attempts.count(PERSONAL, List.of(B, C));
        applied.applyOnce(PERSONAL, List.of(doing(A), doing(C)));

        assertThat(attempts.count(PERSONAL, List.of(B))).isEqualTo(Map.of(B, 4));
        attempts.forgive(PERSONAL, List.of(B));
        attempts.forgive(PERSONAL, List.of(B));
        assertThat(attempts.counted(PERSONAL, List.of(A, B, C))).isEqualTo(Map.of(B, 2));
    }

    @Test
    @DisplayName("RTU-33: asking for the attempts counts none")
    void askingForTheAttemptsCountsNone() {
        attempts.count(PERSONAL, List.of(A));

        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(A, 1));
        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(A, 1));
        assertThat(attempts.counted(BUSINESS, List.of(A))).isEmpty();
    }

    @Test
    @DisplayName("RTU-33: a forgiven attempt was none, of that ref and account")
    void aForgivenAttemptWasNone() {
        attempts.count(PERSONAL, List.of(A, B));
        attempts.count(PERSONAL, List.of(A, B));
        attempts.count(BUSINESS, List.of(A));

        attempts.forgive(PERSONAL, List.of(A));

        assertThat(attempts.counted(PERSONAL, List.of(A, B))).isEqualTo(Map.of(A, 1, B, 2));
        assertThat(attempts.counted(BUSINESS, List.of(A))).isEqualTo(Map.of(A, 1));
        assertThat(attempts.count(PERSONAL, List.of(A))).isEqualTo(Map.of(A, 2));
    }

    @Test
    void whatWasNeverCountedIsNotForgiven() {
        attempts.count(PERSONAL, List.of(A));
        attempts.forgive(PERSONAL, List.of(A, B));
        attempts.forgive(PERSONAL, List.of(A, B));
        applied.applyOnce(PERSONAL, List.of(doing(C)));
        attempts.forgive(PERSONAL, List.of(C));

        assertThat(attempts.counted(PERSONAL, List.of(A, B, C))).isEmpty();
        assertThat(attempts.count(PERSONAL, List.of(A, B))).isEqualTo(Map.of(A, 1, B, 1));
    }

    private static Effect doing(Ref ref) {
        return Effects.once(ref, transaction -> {});
    }

    private static Effect failing(Ref ref) {
        return Effects.once(ref, transaction -> {
            throw new IllegalStateException("thrown on purpose");
        });
    }
}
