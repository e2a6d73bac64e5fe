package org.realtimeupdates.adapter.jwt;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.identity.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes signed JSON Web Tokens (RFC 7519) of one issuer, for one audience. Whatever else it is given it refuses: unsigned and encrypted
 * tokens, other algorithms and keys, tokens of others or for others, expired ones, those not valid yet, those without an end. Opens no
 * connection by itself. Thread-safe.
 */
public final class JwtAuthenticator implements Authenticator {

    private static final Logger LOG = LoggerFactory.getLogger(JwtAuthenticator.class);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final JwtRules rules;
    private final InstantSource clock;

    /**
     * An authenticator.
     *
     * @param clock in production {@link InstantSource#system()}
     */
    public JwtAuthenticator(JwtKeys keys, JwtRules rules, InstantSource clock) {
        this.rules = Objects.requireNonNull(rules, "rules");
        this.clock = Objects.requireNonNull(clock, "clock");
        processor.setJWSKeySelector(keys.selector());
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier(new JwtClaims(rules, clock));
    }

    /**
     * The user that the token names, for as long as the token and the clock skew allow.
     *
     * @throws Exception when the keys cannot be had at the moment
     */
    @Override
    public Optional<Identity> authenticate(String token) throws Exception {
        if (token.length() > rules.maxTokenLength()) {
            LOG.debug("A token is too long");
            return Optional.empty();
        }
        try {
            return identity(processor.process(token, null));
        } catch (BadJOSEException | ParseException e) {
            // Without what it says, which may quote the token.
            LOG.debug("A token is not accepted: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private Optional<Identity> identity(JWTClaimsSet claims) throws ParseException {
        String user = claims.getStringClaim(rules.userClaim());
        Instant end = claims.getExpirationTime().toInstant().plus(rules.clockSkew());
        Duration left = Duration.between(clock.instant(), end);
        if (user == null || user.isBlank() || left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        return Optional.of(Identity.of(user, left));
    }
}
