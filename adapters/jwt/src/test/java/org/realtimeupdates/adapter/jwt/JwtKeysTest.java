package org.realtimeupdates.adapter.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** RTU-52: which keys and algorithms are taken. */
class JwtKeysTest {

    private static final JWTClaimsSet CLAIMS = Tokens.good().build();

    @Test
    void aSecretTakesWhatItIsLongEnoughFor() throws Exception {
        byte[] longer = "0123456789abcdef".repeat(4).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertAccepted(JwtKeys.hmac(Tokens.SECRET), Tokens.hmac(CLAIMS));
        assertAccepted(JwtKeys.hmac(longer), Tokens.hmac(longer, JWSAlgorithm.HS512, CLAIMS));
        assertRefused(JwtKeys.hmac(Tokens.SECRET), Tokens.hmac(longer, JWSAlgorithm.HS512, CLAIMS));
        assertRefused(JwtKeys.hmac(longer), Tokens.hmac(CLAIMS));
    }

    @Test
    void aSecretTakesNoTokenOfAKeyPair() throws Exception {
        assertRefused(JwtKeys.hmac(Tokens.SECRET), Tokens.rsa(Tokens.RSA, JWSAlgorithm.RS256, CLAIMS));
        assertRefused(JwtKeys.hmac(Tokens.SECRET), Tokens.ec(Tokens.EC, CLAIMS));
    }

    @Test
    void anRsaKeyTakesItsOwnTokensOnly() throws Exception {
        JwtKeys keys = JwtKeys.rsa(Tokens.RSA.toRSAPublicKey());

        assertAccepted(keys, Tokens.rsa(Tokens.RSA, JWSAlgorithm.RS256, CLAIMS));
        assertAccepted(keys, Tokens.rsa(Tokens.RSA, JWSAlgorithm.PS384, CLAIMS));
        assertRefused(keys, Tokens.rsa(Tokens.rsa("rsa-1"), JWSAlgorithm.RS256, CLAIMS));
        assertRefused(keys, Tokens.ec(Tokens.EC, CLAIMS));
    }

    /** The public key is known to everybody: a token "signed" with it as a secret proves nothing. */
    @Test
    void aPublicKeyIsNoSecret() throws Exception {
        byte[] known = Tokens.RSA.toRSAPublicKey().getEncoded();
        String forged = Tokens.hmac(known, JWSAlgorithm.HS256, CLAIMS);

        assertRefused(JwtKeys.rsa(Tokens.RSA.toRSAPublicKey()), forged);
        assertRefused(JwtKeys.of(set(), Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256)), forged);
    }

    @Test
    void aCurveKeyTakesItsOwnTokensOnly() throws Exception {
        JwtKeys keys = JwtKeys.ec(Tokens.EC.toECPublicKey());

        assertAccepted(keys, Tokens.ec(Tokens.EC, CLAIMS));
        assertRefused(keys, Tokens.ec(Tokens.ec("ec-1"), CLAIMS));
        assertRefused(keys, Tokens.rsa(Tokens.RSA, JWSAlgorithm.RS256, CLAIMS));
    }

    @Test
    void aSetTakesTheKeyThatTheTokenNamesAndTheListedAlgorithms() throws Exception {
        JwtKeys keys = JwtKeys.of(set(), Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256));

        assertAccepted(keys, Tokens.rsa(Tokens.RSA, JWSAlgorithm.RS256, CLAIMS));
        assertAccepted(keys, Tokens.ec(Tokens.EC, CLAIMS));
        assertRefused(keys, Tokens.rsa(Tokens.RSA, JWSAlgorithm.RS512, CLAIMS));
        assertRefused(keys, Tokens.rsa(Tokens.rsa("unknown"), JWSAlgorithm.RS256, CLAIMS));
        assertRefused(keys, Tokens.rsa(Tokens.rsa("rsa-1"), JWSAlgorithm.RS256, CLAIMS));
    }

    @Test
    void keysThatCannotBeHadAreNoRefusal() {
        JWKSource<SecurityContext> broken = (selector, context) -> {
            throw new KeySourceException("the login is down");
        };
        JwtAuthenticator authenticator = authenticator(JwtKeys.of(broken, Set.of(JWSAlgorithm.RS256)));

        assertThatThrownBy(() -> authenticator.authenticate(Tokens.rsa(Tokens.RSA, JWSAlgorithm.RS256, CLAIMS)))
                .isInstanceOf(KeySourceException.class);
    }

    @Test
    void weakKeysAreNotTaken() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        RSAPublicKey weak = (RSAPublicKey) generator.generateKeyPair().getPublic();

        assertThatIllegalArgumentException().isThrownBy(() -> JwtKeys.rsa(weak)).withMessageContaining("2048");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JwtKeys.hmac(new byte[31]))
                .withMessageContaining("32");
    }

    @Test
    void algorithmsOfSecretsAndOfKeyPairsAreNotMixed() {
        for (Set<JWSAlgorithm> algorithms :
                Set.of(Set.<JWSAlgorithm>of(), Set.of(JWSAlgorithm.HS256, JWSAlgorithm.RS256))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JwtKeys.of(set(), algorithms))
                    .withMessageContaining("algorithms");
        }
    }

    private static JWKSource<SecurityContext> set() {
        return new ImmutableJWKSet<>(new JWKSet(java.util.List.of(Tokens.RSA.toPublicJWK(), Tokens.EC.toPublicJWK())));
    }

    private static void assertAccepted(JwtKeys keys, String token) throws Exception {
        assertThat(authenticator(keys).authenticate(token)).isPresent();
    }

    private static void assertRefused(JwtKeys keys, String token) throws Exception {
        assertThat(authenticator(keys).authenticate(token)).isEmpty();
    }

    private static JwtAuthenticator authenticator(JwtKeys keys) {
        return new JwtAuthenticator(keys, JwtRules.of(Tokens.ISSUER, Tokens.AUDIENCE), new ManualClock());
    }
}
