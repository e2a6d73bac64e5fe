package org.realtimeupdates.application.port.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityTest {

    @Test
    void aUserHasAName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Identity.of(" ")).withMessageContaining("user");
    }

    @Test
    void anIdentityHoldsForSomeTimeAtLeast() {
        for (Duration none : new Duration[] {Duration.ZERO, Duration.ofMillis(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Identity.of("ann", none))
                    .withMessageContaining("validFor");
        }
        assertThat(Identity.of("ann", Duration.ofNanos(1)).validFor()).contains(Duration.ofNanos(1));
    }

    @Test
    void noTimerWaitsForAges() {
        assertThat(Identity.of("ann", Duration.ofSeconds(Long.MAX_VALUE)).validFor())
                .contains(Identity.MAX_VALIDITY);
        assertThat(Identity.of("ann").validFor()).isEmpty();
    }

    @Test
    void usersAloneHaveNoEnd() throws Exception {
        Authenticator authenticator =
                Authenticator.ofUsers(token -> token.equals("t") ? Optional.of("ann") : Optional.empty());

        assertThat(authenticator.authenticate("t")).contains(Identity.of("ann"));
        assertThat(authenticator.authenticate("u")).isEmpty();
    }
}
