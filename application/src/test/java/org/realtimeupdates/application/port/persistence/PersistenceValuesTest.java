package org.realtimeupdates.application.port.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** What the persistence ports speak of. */
class PersistenceValuesTest {

    private static final Ref REF = new Ref("r");
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MIB = 1 << 20;

    @Test
    void theSmallestLimitsAreAllowed() {
        assertThatCode(() -> new PendingLimits(2, MIB, Duration.ofNanos(1), Duration.ZERO))
                .doesNotThrowAnyException();
    }

    // RTU-15: a reset needs a place beside the update that made it needed.
    @Test
    void aMailboxHoldsTwoUpdatesAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PendingLimits(1, MIB, DAY, DAY))
                .withMessage("maxUpdates: at least 2, got 1");
    }

    @Test
    void aMailboxHoldsTheLargestFrame() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PendingLimits(2, MIB - 1, DAY, DAY))
                .withMessage("maxBytes: at least 1 MiB, got 1048575");
    }

    @Test
    void updatesWaitForSomeTimeAndRefsAreNotForgottenBeforehand() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofNanos(-1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new PendingLimits(2, MIB, none, DAY))
                    .withMessageStartingWith("maxAge: must be positive");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PendingLimits(2, MIB, DAY, Duration.ofNanos(-1)))
                .withMessageStartingWith("refMemory: must not be negative");
    }

    @Test
    void payloadsStayOutOfLogs() {
        assertThat(new PendingUpdate(7, REF, "hush", false)).hasToString("PendingUpdate[7, r]");
        assertThat(new NewPendingUpdate(Recipient.user("ann"), AccountType.PERSONAL, REF, "hush"))
                .asString()
                .startsWith("NewPendingUpdate[r, ")
                .contains("ann", "PERSONAL")
                .doesNotContain("hush");
        assertThat(new ResetUpdates.ResetUpdate(REF, "hush")).hasToString("ResetUpdate[r]");
        assertThat(quarantined(Optional.of(REF))).hasToString("QuarantinedUpdate[r, FAILED, no room]");
        assertThat(quarantined(Optional.empty())).hasToString("QuarantinedUpdate[no ref, FAILED, no room]");
    }

    @Test
    void faultsTellWhatTheyAreAbout() {
        RefConflictException conflict = new RefConflictException(REF, AccountType.BUSINESS);
        assertThat(conflict.ref()).isEqualTo(REF);
        assertThat(conflict.account()).isEqualTo(AccountType.BUSINESS);
        assertThat(new EffectFailedException(3, new IllegalStateException()).index())
                .isEqualTo(3);
    }

    private static QuarantinedUpdate quarantined(Optional<Ref> ref) {
        return new QuarantinedUpdate(
                Optional.of(AccountType.PERSONAL),
                ref,
                "message",
                List.of("m"),
                QuarantinedUpdate.Cause.FAILED,
                "no room",
                5,
                Instant.EPOCH,
                "hush");
    }
}
