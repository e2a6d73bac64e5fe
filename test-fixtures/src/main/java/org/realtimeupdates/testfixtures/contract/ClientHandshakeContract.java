package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.testfixtures.network.RawServer.Peer;

/** What a client keeps of handshakes, whatever a server answers. */
public abstract class ClientHandshakeContract extends ClientFixture {

    @Test
    @DisplayName("RTU-50 RTU-51 RTU-7: the request says who and what, and nothing else")
    void theRequestSaysWhoAndWhat() throws IOException {
        connect(server.uri(), Duration.ofSeconds(10), Subprotocol.V1_BINARY, Subprotocol.V1);
        try (Peer peer = server.accept()) {
            List<String> lines = peer.readRequest();
            assertThat(lines.get(0)).isEqualTo("GET /realtime HTTP/1.1");
            assertThat(lines.stream().map(line -> line.toLowerCase(Locale.ROOT)))
                    .contains(
                            "authorization: bearer secret",
                            "device-id: phone",
                            "sec-websocket-protocol: realtime-updates.v1.binary, realtime-updates.v1")
                    .noneMatch(line -> line.startsWith("origin") || line.startsWith("sec-websocket-extensions"));
        }
    }

    @Test
    @DisplayName("RTU-55: the status of a refusal is told, redirects are not followed, nothing is tried twice")
    void refusalsAreTold() throws IOException {
        for (String status : List.of(
                "200 OK",
                "302 Found",
                "400 Bad",
                "401 Unauthorized",
                "403 Forbidden",
                "404 Not Found",
                "429 Slow",
                "500 Oops",
                "503 Later")) {
            TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
            try (Peer peer = server.accept()) {
                peer.readRequest();
                peer.answer(
                        status,
                        "Content-Length: 0",
                        "Location: " + server.uri(),
                        "Retry-After: 1",
                        "WWW-Authenticate: Basic realm=\"x\"");
                int code = Integer.parseInt(status.substring(0, 3));
                assertThat(attempt.awaitFailed()).isEqualTo(new Disconnect.Refused(code));
            }
        }
    }

    @Test
    void aServerThatHangsUpFailsAtOnce() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofHours(1));
        try (Peer peer = server.accept()) {
            peer.readRequest();
        }
        assertThat(attempt.awaitFailed()).isEqualTo(new Disconnect.Failed("the server hung up"));
    }

    @Test
    @DisplayName("RTU-54: an attempt that is not answered in time leaves no socket open for the server to find later")
    void anAttemptThatIsNotAnsweredInTimeIsCut() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofMillis(500));
        try (Peer peer = server.accept()) {
            peer.readRequest();
            assertThat(attempt.awaitFailed()).isInstanceOf(Disconnect.Failed.class);
            assertThat(peer.isCut()).isTrue();
        }
        assertThat(attempt.outcomes()).isEqualTo(1);
    }

    @Test
    void whatIsNoWebSocketServerFails() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(5));
        try (Peer peer = server.accept()) {
            peer.readRequest();
            peer.answer(
                    "101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: x");
            assertThat(attempt.awaitFailed()).isInstanceOf(Disconnect.Failed.class);
        }
    }

    @Test
    @DisplayName("RTU-7: an answer that was not offered is a failure")
    void anAnswerThatWasNotOfferedFails() throws IOException {
        for (String answer : List.of("realtime-updates.v1.binary", "something else", "realtime-updates.bearer.abc")) {
            TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(5), Subprotocol.V1);
            try (Peer peer = server.accept()) {
                peer.open("Sec-WebSocket-Protocol: " + answer);
                assertThat(attempt.awaitFailed()).isInstanceOf(Disconnect.Failed.class);
                assertThat(peer.readCloseCode()).isEqualTo(CloseReason.PROTOCOL_ERROR);
            }
        }
    }

    @Test
    void unknownHostsAndClosedPortsFail() throws IOException {
        server.close();
        assertThat(connect(server.uri(), Duration.ofSeconds(10)).awaitFailed())
                .isEqualTo(new Disconnect.Failed("connection refused"));
        assertThat(connect(URI.create("ws://no-such-host.invalid/realtime"), Duration.ofSeconds(10))
                        .awaitFailed())
                .isEqualTo(new Disconnect.Failed("unknown host"));
    }

    @Test
    void attemptsAfterCloseFail() {
        closeTransport();
        assertThat(connect(server.uri(), Duration.ofSeconds(10)).awaitFailed()).isInstanceOf(Disconnect.Failed.class);
    }

    @Test
    void messagesThatComeWithTheAnswerAreDelivered() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            peer.frame(true, TEXT, "at once".getBytes(StandardCharsets.UTF_8));
            assertThat(attempt.awaitOpened().next()).isEqualTo("at once");
        }
    }
}
