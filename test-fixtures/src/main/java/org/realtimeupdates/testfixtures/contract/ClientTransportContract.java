package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.testfixtures.network.RawServer;
import org.realtimeupdates.testfixtures.network.RawServer.Peer;

/** What a client keeps, whatever a server sends. */
public abstract class ClientTransportContract {

    private static final int MAX_BYTES = 100_000;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final byte[] INVALID = {'a', (byte) 0xC3, (byte) 0x28};

    private final RawServer server = new RawServer();

    /** The client under test. */
    protected abstract ClientTransport transport();

    /** Closes it. Idempotent. */
    protected abstract void closeTransport();

    @AfterEach
    void close() throws IOException {
        server.close();
        closeTransport();
    }

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

    @Test
    @DisplayName("RTU-3 RTU-7: what cannot be read is told, and the connection stays")
    void whatCannotBeReadIsTold() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10), Subprotocol.V1_BINARY);
        try (Peer peer = server.accept()) {
            peer.open("Sec-WebSocket-Protocol: realtime-updates.v1.binary");
            TransportRecorder client = attempt.awaitOpened();
            peer.frame(true, BINARY, INVALID);
            assertThat(client.nextFault()).isEqualTo(MessageFault.INVALID_UTF8);
            assertThat(client.next()).isEqualTo("a\uFFFD(");
            peer.frame(true, TEXT, "text".getBytes(StandardCharsets.UTF_8));
            assertThat(client.nextFault()).isEqualTo(MessageFault.WRONG_KIND);
            assertThat(client.next()).isEqualTo("text");
            peer.frame(true, BINARY, "still open".getBytes(StandardCharsets.UTF_8));
            assertThat(client.next()).isEqualTo("still open");
        }
    }

    @Test
    void invalidTextClosesWith1007() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            peer.frame(true, TEXT, INVALID);
            assertClosed(client, CloseReason.INVALID_UTF8);
            assertThat(peer.readCloseCode()).isEqualTo(CloseReason.INVALID_UTF8);
        }
    }

    @Test
    @DisplayName("RTU-4: endless fragments close with 1009")
    void endlessFragmentsClose() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            try {
                for (int i = 0; i < 100_000; i++) {
                    peer.frame(false, i == 0 ? TEXT : 0, new byte[1000]);
                }
                throw new AssertionError("the client took all of them");
            } catch (SocketException e) {
                assertClosed(client, CloseReason.TOO_BIG);
            }
        }
    }

    @Test
    @DisplayName("RTU-4: a frame whose announced length alone is too much is told as 1009")
    void aHugeFrameCloses() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            peer.send(ByteBuffer.allocate(10)
                    .put((byte) 0x81)
                    .put((byte) 127)
                    .putLong(1L << 40)
                    .array());
            try {
                for (int i = 0; i < 1000; i++) {
                    peer.send(new byte[1 << 16]);
                }
                throw new AssertionError("the client took all of it");
            } catch (SocketException e) {
                assertClosed(client, CloseReason.TOO_BIG);
            }
        }
    }

    @Test
    void aCutConnectionIsTold() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            attempt.awaitOpened();
        }
        assertClosed(attempt.awaitOpened(), CloseReason.ABNORMAL);
    }

    /** A server that reads a socket's end before it reads what was sent on it would lose that. */
    @Test
    @DisplayName("RTU-58: a closed connection leaves the socket for the server to close")
    void aClosedConnectionLeavesTheSocketToTheServer() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            client.connection().close(new CloseReason(1000, "bye"));
            assertThat(peer.readCloseCode()).isEqualTo(1000);
            assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(1000, "bye"));
            for (int i = 0; i < 50; i++) {
                peer.frame(true, TEXT, new byte[10_000]);
            }
        }
    }

    @Test
    void aSocketThatTheServerLeavesOpenIsCut() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            attempt.awaitOpened().connection().close(new CloseReason(1000, "bye"));
            assertThat(peer.readCloseCode()).isEqualTo(1000);
            assertThat(peer.isCut()).isTrue();
        }
    }

    @Test
    void closedIsToldThoughThePeerIsStalled() throws IOException {
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            String message = "x".repeat(1 << 20);
            while (client.trySend(message, 1)) {
                assertThat(client.receivedCount()).isZero();
            }
            client.connection().close(new CloseReason(1000, "bye"));
            assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(1000, "bye"));
            client.assertWellBehaved();
        }
    }

    @Test
    void aConnectionThatIsNotConsumedStopsNoOther() throws IOException {
        byte[] message = new byte[10];
        for (int i = 0; i < 20; i++) {
            TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
            Peer peer = server.accept();
            peer.open();
            TransportRecorder client = attempt.awaitOpened();
            client.hold();
            for (int k = 0; k < 300; k++) {
                peer.frame(true, TEXT, message);
            }
        }
        TransportAttempt attempt = connect(server.uri(), Duration.ofSeconds(10));
        try (Peer peer = server.accept()) {
            peer.open();
            peer.frame(true, TEXT, "still read".getBytes(StandardCharsets.UTF_8));
            assertThat(attempt.awaitOpened().next()).isEqualTo("still read");
        }
    }

    private TransportAttempt connect(URI uri, Duration timeout, Subprotocol... offers) {
        TransportAttempt attempt = new TransportAttempt();
        transport().connect(new ConnectRequest(uri, "phone", "secret", List.of(offers), timeout, MAX_BYTES), attempt);
        return attempt;
    }

    private static void assertClosed(TransportRecorder recorder, int code) {
        assertThat(recorder.awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(code));
    }
}
