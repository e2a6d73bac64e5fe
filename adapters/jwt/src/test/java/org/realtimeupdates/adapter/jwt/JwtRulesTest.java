package org.realtimeupdates.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JwtRulesTest {

    private final JwtRules rules = JwtRules.of("issuer", "audience");

    @Test
    void issuerAudienceAndUserAreAsked() {
        assertRefused("issuer", () -> JwtRules.of("", "audience"));
        assertRefused("audience", () -> JwtRules.of("issuer", " "));
        assertRefused("userClaim", () -> rules.withUserClaim(""));
    }

    @Test
    void theSkewIsSmallAndTheLengthPositive() {
        assertRefused("clockSkew", () -> rules.withClockSkew(Duration.ofSeconds(-1)));
        assertRefused(
                "clockSkew", () -> rules.withClockSkew(Duration.ofMinutes(5).plusSeconds(1)));
        assertRefused("maxTokenLength", () -> rules.withMaxTokenLength(0));
    }

    private static void assertRefused(String component, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(component);
    }
}
