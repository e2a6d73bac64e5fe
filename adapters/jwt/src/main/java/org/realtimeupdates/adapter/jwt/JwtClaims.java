package org.realtimeupdates.adapter.jwt;

import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;

/** Checks what a token says, by the given clock. */
final class JwtClaims extends DefaultJWTClaimsVerifier<SecurityContext> {

    private final InstantSource clock;

    JwtClaims(JwtRules rules, InstantSource clock) {
        super(
                rules.audience(),
                new JWTClaimsSet.Builder().issuer(rules.issuer()).build(),
                Set.of(JWTClaimNames.EXPIRATION_TIME, rules.userClaim()));
        this.clock = clock;
        setMaxClockSkew((int) rules.clockSkew().toSeconds());
    }

    @Override
    protected Date currentTime() {
        return Date.from(clock.instant());
    }
}
