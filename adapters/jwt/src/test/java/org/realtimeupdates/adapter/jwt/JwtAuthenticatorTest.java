package org.realtimeupdates.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** RTU-52: what a token says, and which are refused. */
class JwtAuthenticatorTest {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock();
    private final JwtRules rules = JwtRules.of(Tokens.ISSUER, Tokens.AUDIENCE).withClockSkew(SKEW);
    private final JwtAuthenticator authenticator = new JwtAuthenticator(JwtKeys.hmac(Tokens.SECRET), rules, clock);

    @Test
    void aGoodTokenIsItsSubjectsUntilItExpires() throws Exception {
        assertThat(authenticator.authenticate(Tokens.hmac(Tokens.good().build())))
                .contains(Identity.of("ada", Tokens.LIFE.plus(SKEW)));
    }

    @Test
    void theTimeThatIsLeftIsHandedOn() throws Exception {
        clock.advance(Duration.ofMinutes(10));

        assertThat(authenticator.authenticate(Tokens.hmac(Tokens.good().build())))
                .contains(Identity.of("ada", Duration.ofMinutes(5).plus(SKEW)));
    }

    @Test
    void anExpiredTokenIsRefused() throws Exception {
        String token = Tokens.hmac(Tokens.good().build());

        clock.set(Tokens.NOW.plus(Tokens.LIFE).plus(SKEW).minusMillis(1));
        assertThat(authenticator.authenticate(token)).contains(Identity.of("ada", Duration.ofMillis(1)));
        clock.advance(Duration.ofMillis(1));
        assertThat(authenticator.authenticate(token)).isEmpty();
        clock.advance(Duration.ofDays(400));
        assertThat(authenticator.authenticate(token)).isEmpty();
    }

    @Test
    void aTokenWithoutAnEndIsRefused() throws Exception {
        assertRefused(claims -> claims.expirationTime(null));
    }

    @Test
    void aTokenThatIsNotValidYetIsRefused() throws Exception {
        Instant later = Tokens.NOW.plus(SKEW).plusSeconds(1);
        assertRefused(claims -> claims.notBeforeTime(Date.from(later)));

        clock.advance(Duration.ofSeconds(2));
        assertThat(authenticator.authenticate(
                        Tokens.hmac(Tokens.claims(claims -> claims.notBeforeTime(Date.from(later))))))
                .isPresent();
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        assertRefused(claims -> claims.issuer(null));
        assertRefused(claims -> claims.issuer("https://evil.example.org"));
        assertRefused(claims -> claims.issuer(Tokens.ISSUER + "/"));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() throws Exception {
        assertRefused(claims -> claims.audience((String) null));
        assertRefused(claims -> claims.audience("shop"));
        assertRefused(claims -> claims.audience(List.of("shop", "Realtime")));
        assertThat(authenticator.authenticate(
                        Tokens.hmac(Tokens.claims(claims -> claims.audience(List.of("shop", Tokens.AUDIENCE))))))
                .isPresent();
    }

    @Test
    void aTokenThatNamesNobodyIsRefused() throws Exception {
        assertRefused(claims -> claims.subject(null));
        assertRefused(claims -> claims.subject(" "));
        assertRefused(claims -> claims.claim("sub", List.of("ada")));
    }

    @Test
    void theUserCanStandInAnotherClaim() throws Exception {
        JwtAuthenticator byName =
                new JwtAuthenticator(JwtKeys.hmac(Tokens.SECRET), rules.withUserClaim("username"), clock);

        assertThat(byName.authenticate(Tokens.hmac(Tokens.claims(claims -> claims.claim("username", "octocat")))))
                .map(Identity::user)
                .contains("octocat");
        assertThat(byName.authenticate(Tokens.hmac(Tokens.good().build()))).isEmpty();
    }

    @Test
    void anUnsignedTokenIsRefused() throws Exception {
        String unsigned = new PlainJWT(Tokens.good().build()).serialize();
        assertThat(authenticator.authenticate(unsigned)).isEmpty();

        String signed = Tokens.hmac(Tokens.good().build());
        assertThat(authenticator.authenticate(signed.substring(0, signed.lastIndexOf('.') + 1)))
                .isEmpty();
        assertThat(authenticator.authenticate(unsigned + signed.substring(signed.lastIndexOf('.') + 1)))
                .isEmpty();
    }

    @Test
    void aTokenThatWasChangedIsRefused() throws Exception {
        String ada = Tokens.hmac(Tokens.good().build());
        String bob = Tokens.hmac(Tokens.claims(claims -> claims.subject("bob")));
        String[] parts = ada.split("\\.", -1);
        String[] others = bob.split("\\.", -1);

        assertThat(authenticator.authenticate(parts[0] + "." + others[1] + "." + parts[2]))
                .isEmpty();
        assertThat(authenticator.authenticate(ada.substring(0, ada.length() - 4)))
                .isEmpty();
    }

    @Test
    void aTokenOfAnotherKindIsRefused() throws Exception {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.HS256);
        MACSigner signer = new MACSigner(Tokens.SECRET);
        JWTClaimsSet claims = Tokens.good().build();

        for (JOSEObjectType type : List.of(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"))) {
            assertThat(authenticator.authenticate(
                            Tokens.signed(header.type(type).build(), claims, signer)))
                    .isPresent();
        }
        assertThat(authenticator.authenticate(Tokens.signed(
                        header.type(new JOSEObjectType("dpop+jwt")).build(), claims, signer)))
                .isEmpty();
        assertThat(authenticator.authenticate(Tokens.signed(
                        header.type(null)
                                .criticalParams(Set.of("later"))
                                .customParam("later", true)
                                .build(),
                        claims,
                        signer)))
                .isEmpty();
    }

    @Test
    void aTokenThatIsTooLongIsRefusedUnread() throws Exception {
        String token = Tokens.hmac(Tokens.good().build());
        JwtKeys keys = JwtKeys.hmac(Tokens.SECRET);

        assertThat(new JwtAuthenticator(keys, rules.withMaxTokenLength(token.length()), clock).authenticate(token))
                .isPresent();
        assertThat(new JwtAuthenticator(keys, rules.withMaxTokenLength(token.length() - 1), clock).authenticate(token))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "....",
                "ada",
                "a.b.c",
                "e30.e30.e30",
                "eyJhbGciOiJIUzI1NiJ9.e30.",
                "eyJhbGciOiJIUzI1NiJ9.W10.AAAA",
                "eyJhbGciOjd9.e30.AAAA",
                "\u0000\n\u001b.\ud800.ä"
            })
    void whatIsNoTokenIsRefused(String text) throws Exception {
        assertThat(authenticator.authenticate(text)).isEmpty();
    }

    @Test
    void aHeaderThatNestsDeeplyIsRefused() throws Exception {
        String nested = "{\"alg\":\"HS256\",\"x\":" + "[".repeat(3_000) + "]".repeat(3_000) + "}";
        String header = com.nimbusds.jose.util.Base64URL.encode(nested).toString();
        JwtAuthenticator patient =
                new JwtAuthenticator(JwtKeys.hmac(Tokens.SECRET), rules.withMaxTokenLength(100_000), clock);

        assertThat(patient.authenticate(header + ".e30.AAAA")).isEmpty();
    }

    private void assertRefused(UnaryOperator<JWTClaimsSet.Builder> change) throws Exception {
        Optional<Identity> identity = authenticator.authenticate(Tokens.hmac(Tokens.claims(change)));
        assertThat(identity).isEmpty();
    }
}
