package org.realtimeupdates.adapter.jwt;

import java.time.Duration;

/**
 * What a token has to say, beside being signed. Change one with its {@code with…} method, from {@link #of}. A token without an end
 * is always refused.
 *
 * @param issuer what {@code iss} is
 * @param audience what {@code aud} is or contains
 * @param userClaim which claim names the user, as text that is not blank
 * @param clockSkew how far the issuer's clock may be away from ours; 0 to 5 minutes
 * @param maxTokenLength in characters; a longer one is refused unread
 */
public record JwtRules(String issuer, String audience, String userClaim, Duration clockSkew, int maxTokenLength) {

    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    public JwtRules {
        check("issuer", issuer);
        check("audience", audience);
        check("userClaim", userClaim);
        if (clockSkew.isNegative() || clockSkew.compareTo(MAX_SKEW) > 0) {
            throw new IllegalArgumentException("clockSkew: 0 to " + MAX_SKEW + " are allowed, got " + clockSkew);
        }
        if (maxTokenLength < 1) {
            throw new IllegalArgumentException("maxTokenLength: must be positive");
        }
    }

    /** The user is the subject ({@code sub}), a clock may be 30 s away, a token has up to 8,192 characters. */
    public static JwtRules of(String issuer, String audience) {
        return new JwtRules(issuer, audience, "sub", Duration.ofSeconds(30), 8192);
    }

    public JwtRules withUserClaim(String name) {
        return new JwtRules(issuer, audience, name, clockSkew, maxTokenLength);
    }

    public JwtRules withClockSkew(Duration skew) {
        return new JwtRules(issuer, audience, userClaim, skew, maxTokenLength);
    }

    public JwtRules withMaxTokenLength(int characters) {
        return new JwtRules(issuer, audience, userClaim, clockSkew, characters);
    }

    private static void check(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + ": must not be blank");
        }
    }
}
