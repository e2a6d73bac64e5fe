package org.realtimeupdates.adapter.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/** What tokens are signed with: which algorithms, and which keys verify that. A token cannot choose any other. Immutable. */
public final class JwtKeys {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MIN_SECRET_BYTES = 32;

    private final JWSKeySelector<SecurityContext> selector;

    private JwtKeys(JWSKeySelector<SecurityContext> selector) {
        this.selector = selector;
    }

    /** The one key, whatever name a token gives it. */
    private JwtKeys(Set<JWSAlgorithm> algorithms, Key key) {
        this((header, context) -> algorithms.contains(header.getAlgorithm()) ? List.of(key) : List.of());
    }

    /**
     * A secret that the issuer shares: {@code HS256}, and {@code HS384} and {@code HS512} where it is long enough for them.
     *
     * @param secret 32 bytes at least
     */
    public static JwtKeys hmac(byte[] secret) {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("secret: must have " + MIN_SECRET_BYTES + " bytes at least");
        }
        return new JwtKeys(MACSigner.getCompatibleAlgorithms(8 * secret.length), new SecretKeySpec(secret, "HMAC"));
    }

    /**
     * The issuer's RSA key: {@code RS256} to {@code PS512}.
     *
     * @param key of 2048 bits at least
     */
    public static JwtKeys rsa(RSAPublicKey key) {
        if (key.getModulus().bitLength() < MIN_RSA_BITS) {
            throw new IllegalArgumentException("key: must have " + MIN_RSA_BITS + " bits at least");
        }
        return new JwtKeys(Set.copyOf(JWSAlgorithm.Family.RSA), key);
    }

    /** The issuer's elliptic curve key: {@code ES256}, {@code ES384} or {@code ES512}, as its curve is P-256, P-384 or P-521. */
    public static JwtKeys ec(ECPublicKey key) {
        Curve curve = Curve.forECParameterSpec(key.getParams());
        if (curve == null) {
            throw new IllegalArgumentException("key: of an unknown curve");
        }
        return new JwtKeys(Set.of(algorithm(curve)), key);
    }

    /**
     * A set of keys, the right one found by the token's {@code kid}.
     *
     * @param keys asked for every token, on the thread that authenticates. What throws there counts as "cannot be told now". Where keys
     *     come over a network, their cache, limits and timeouts are this source's
     * @param algorithms the only ones that are accepted; either those of public keys or those of a secret
     */
    public static JwtKeys of(JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms) {
        boolean secret = algorithms.stream().anyMatch(JWSAlgorithm.Family.HMAC_SHA::contains);
        boolean publicKey = algorithms.stream().anyMatch(JWSAlgorithm.Family.SIGNATURE::contains);
        if (secret == publicKey) {
            throw new IllegalArgumentException("algorithms: either those of public keys or those of a secret");
        }
        return new JwtKeys(new JWSVerificationKeySelector<>(Set.copyOf(algorithms), keys));
    }

    JWSKeySelector<SecurityContext> selector() {
        return selector;
    }

    private static JWSAlgorithm algorithm(Curve curve) {
        try {
            return ECDSA.resolveAlgorithm(curve);
        } catch (JOSEException e) {
            throw new IllegalArgumentException("key: its curve signs no tokens", e);
        }
    }
}
