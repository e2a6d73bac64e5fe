package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.jwt.JwtAuthenticator;
import org.realtimeupdates.adapter.jwt.JwtKeys;
import org.realtimeupdates.adapter.jwt.JwtRules;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.RecordingEvents;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** What becomes of a connection when its token ends, over a real WebSocket. */
class TokenStoriesTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    private final RecordingEvents events = new RecordingEvents();
    private final AtomicInteger tokens = new AtomicInteger();

    /** RTU-52, RTU-55: an expired token ends the connection; the app comes back with a fresh one and lacks nothing. */
    @Test
    void tokensExpireWhileUpdatesFlow() throws IOException {
        Authenticator authenticator = token ->
                Optional.of(token.equals("token 4") ? Identity.of(Bench.USER) : Identity.of(Bench.USER, SHORT));
        int published = 0;
        try (Bench bench = new Bench(server -> server.authenticator(authenticator))) {
            startApp(bench);
            for (int expiry = 1; expiry <= 3; expiry++) {
                bench.publishMessage("u" + published++);
                awaitUnauthorized(bench, expiry);
                bench.publishMessage("u" + published++);
            }
            bench.publishMessage("u" + published++);
            bench.serverEvents.awaitRemoved(published);
        }

        assertThat(events.applied())
                .containsExactlyElementsOf(IntStream.range(0, published)
                        .mapToObj(i -> new Ref("u" + i))
                        .toList());
        assertThat(tokens).hasValue(4);
    }

    /** RTU-52, RTU-55: a logout ends every connection of the user; a fresh login goes on where it was. */
    @Test
    void aLogoutEndsTheConnection() throws IOException {
        try (Bench bench = new Bench(server -> server.authenticator(Authenticator.ofUsers(token ->
                token.equals("token 1") || token.equals("token 3") ? Optional.of(Bench.USER) : Optional.empty())))) {
            startApp(bench);
            events.awaitState(ConnectionState.CaughtUp.class);

            bench.service.disconnect(Bench.USER);
            awaitUnauthorized(bench, 1);
            bench.publishMessage("u1");
            bench.serverEvents.awaitRemoved(1);
        }

        assertThat(events.applied()).isEqualTo(List.of(new Ref("u1")));
        assertThat(events.all(ClientEvent.StateChanged.class))
                .extracting(ClientEvent.StateChanged::state)
                .noneMatch(ConnectionState.Stopped.class::isInstance);
        assertThat(tokens).hasValue(3);
    }

    /** RTU-52, RTU-55: the same with JSON Web Tokens as a login makes them. */
    @Test
    void aJsonWebTokenExpires() throws Exception {
        byte[] secret = new byte[32];
        ManualClock clock = new ManualClock();
        JwtRules rules = JwtRules.of("login", "realtime").withClockSkew(Duration.ZERO);
        List<String> issued = new ArrayList<>(List.of(
                jwt(secret, Duration.ofSeconds(-1)),
                jwt(secret, Duration.ofSeconds(1)),
                jwt(secret, Duration.ofHours(1))));
        try (Bench bench =
                new Bench(server -> server.authenticator(new JwtAuthenticator(JwtKeys.hmac(secret), rules, clock)))) {
            bench.app(app -> app.events(events.ofClient()).credentials(() -> issued.remove(0)))
                    .start();
            awaitUnauthorized(bench, 1);
            bench.publishMessage("u1");
            bench.serverEvents.awaitRemoved(1);
        }

        assertThat(events.applied()).containsExactly(new Ref("u1"));
        assertThat(issued).isEmpty();
    }

    private static String jwt(byte[] secret, Duration life) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("login")
                        .audience("realtime")
                        .subject(Bench.USER)
                        .expirationTime(Date.from(ManualClock.START.plus(life)))
                        .build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private void startApp(Bench bench) {
        bench.app(app -> app.events(events.ofClient()).credentials(() -> "token " + tokens.incrementAndGet()))
                .start();
    }

    private static void awaitUnauthorized(Bench bench, int count) {
        bench.serverEvents.await(
                ServerEvent.Disconnected.class,
                all -> all.stream()
                                .filter(end -> end.code() == CloseReason.UNAUTHORIZED)
                                .count()
                        >= count);
    }
}
