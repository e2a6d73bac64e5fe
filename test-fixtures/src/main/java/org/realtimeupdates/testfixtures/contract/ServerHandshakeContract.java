package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.testfixtures.network.RawClient;

/** What a server keeps of handshakes, whatever a client sends. */
public abstract class ServerHandshakeContract extends ServerFixture {

    private static final String GET = "GET /realtime HTTP/1.1";

    @BeforeEach
    void start() throws IOException {
        start(ServerLimits.WIDE.withHandshakes(Duration.ofSeconds(2), 100));
    }

    @Test
    void aHandshakeIsAnsweredByTheBook() throws IOException {
        try (RawClient client = new RawClient(uri())) {
            client.send(RawClient.handshake(
                    GET,
                    "Device-Id: phone",
                    "Sec-WebSocket-Protocol: realtime-updates.v1, realtime-updates.bearer.b2N0b2NhdA",
                    "Sec-WebSocket-Extensions: permessage-deflate"));
            String head = client.readHead();
            assertThat(head)
                    .startsWith("HTTP/1.1 101 ")
                    .containsIgnoringCase("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                    .containsIgnoringCase("Sec-WebSocket-Protocol: realtime-updates.v1\r\n")
                    .doesNotContainIgnoringCase("bearer")
                    .doesNotContainIgnoringCase("extensions");
            client.text("hello");
            assertThat(server.next().next()).isEqualTo("hello");
        }
    }

    @Test
    @DisplayName("RTU-50 RTU-51: headers and query reach the decision as they were sent, in one piece")
    void theDecisionSeesWhatWasSent() throws IOException {
        server.admitBy(handshake -> new Admission.Refused(400, "two devices"));
        try (RawClient client = new RawClient(uri())) {
            client.send(RawClient.handshake(
                    "GET /realtime?device=tablet&x=%C3%A4 HTTP/1.1",
                    "authorization: Bearer octocat",
                    "DEVICE-ID: one",
                    "Device-Id: two",
                    "Origin: https://example.org",
                    "Sec-WebSocket-Protocol: a , b",
                    "Sec-WebSocket-Protocol: c"));
            client.readHead();
        }
        assertThat(server.handshakes()).singleElement().satisfies(handshake -> {
            assertThat(handshake.path()).isEqualTo("/realtime");
            assertThat(handshake.query()).isEqualTo("device=tablet&x=%C3%A4");
            assertThat(handshake.authorization()).contains("Bearer octocat");
            assertThat(handshake.deviceId()).contains("one, two");
            assertThat(handshake.origin()).contains("https://example.org");
            assertThat(handshake.subprotocols()).containsExactly("a", "b", "c");
        });
    }

    @Test
    @DisplayName("RTU-50 RTU-52: what is no WebSocket handshake gets its status, and nothing is opened")
    void whatIsNoHandshakeIsAnsweredInHttp() throws IOException {
        assertAnswer(404, RawClient.handshake("GET /other HTTP/1.1"));
        assertAnswer(404, RawClient.handshake("GET /realtime/ HTTP/1.1"));
        assertAnswer(404, RawClient.handshake("GET /%72ealtime HTTP/1.1"));
        assertAnswer(404, RawClient.request("GET / HTTP/1.1"));
        assertAnswer(400, RawClient.handshake("POST /realtime HTTP/1.1"));
        assertAnswer(400, RawClient.handshake("HEAD /realtime HTTP/1.1"));
        assertAnswer(400, RawClient.handshake("GET /realtime HTTP/1.0"));
        assertAnswer(426, RawClient.request(GET));
        assertAnswer(426, upgrade("h2c", "Upgrade", "13", RawClient.KEY));
        assertAnswer(426, upgrade("websocket", "close", "13", RawClient.KEY));
        assertAnswer(426, upgrade("websocket", "Upgrade", "8", RawClient.KEY));
        assertAnswer(400, upgrade("websocket", "Upgrade", "13", "short"));
        assertAnswer(400, upgrade("websocket", "Upgrade", "13", "x".repeat(24)));
        assertAnswer(400, upgrade("websocket", "Upgrade", "13", RawClient.KEY + ", " + RawClient.KEY));
        assertAnswer(
                400, RawClient.request(GET, "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"));
        assertAnswer(400, RawClient.handshake(GET, "Content-Length: 5"));
        assertAnswer(400, RawClient.handshake("GET /realtime?device=|<> HTTP/1.1"));
        assertThat(server.handshakes()).isEmpty();
        assertThat(server.connections()).isEmpty();
    }

    @Test
    void whatIsNoHttpIsRefused() throws IOException {
        assertRefused(400, GET + "\r\nUpgrade: websocket\r\n\r\n");
        assertRefused(400, RawClient.handshake(GET, "X-Filler: " + "x".repeat(20_000)));
        assertRefused(400, RawClient.handshake(GET, "X: y\r\n".repeat(100) + "Z: z"));
        assertRefused(505, "no sense HTTP/7.0\r\n\r\n");
        assertThat(server.handshakes()).isEmpty();
    }

    private void assertRefused(int status, String request) throws IOException {
        try (RawClient client = new RawClient(uri())) {
            client.send(request);
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 " + status + " ");
        }
    }

    private static String upgrade(String upgrade, String connection, String version, String key) {
        return RawClient.request(
                GET,
                "Upgrade: " + upgrade,
                "Connection: " + connection,
                "Sec-WebSocket-Version: " + version,
                "Sec-WebSocket-Key: " + key);
    }

    private void assertAnswer(int status, String request) throws IOException {
        try (RawClient client = new RawClient(uri())) {
            client.send(request);
            assertThat(client.readToEnd())
                    .as(request.substring(0, Math.min(200, request.length())))
                    .startsWith("HTTP/1.1 " + status + " ")
                    .containsIgnoringCase("Connection: close");
        }
    }

    @Test
    @DisplayName("RTU-51 RTU-52 RTU-55: a refusal is plain HTTP with a short text, and what follows it is not read")
    void aRefusalIsPlainHttp() throws IOException {
        for (int status : List.of(400, 401, 403, 404, 503)) {
            server.admitBy(handshake -> new Admission.Refused(status, "not today"));
            try (RawClient client = new RawClient(uri())) {
                client.send(RawClient.handshake(GET));
                assertThat(client.readToEnd())
                        .startsWith("HTTP/1.1 " + status + " ")
                        .containsIgnoringCase("Connection: close")
                        .containsIgnoringCase("Content-Length: 10")
                        .doesNotContain("Sec-WebSocket-Accept")
                        .endsWith("\r\n\r\nnot today\n");
            }
        }
        assertThat(server.handshakes()).hasSize(5);
        assertThat(server.connections()).isEmpty();
    }

    @Test
    void aDecisionThatThrowsIsAnsweredWith503() throws IOException {
        server.admitBy(handshake -> {
            throw new IllegalStateException("broken authenticator");
        });
        try (RawClient client = new RawClient(uri())) {
            client.send(RawClient.handshake(GET));
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 503 ").doesNotContain("authenticator");
        }
    }

    @Test
    @DisplayName("RTU-52: a handshake that does not come to an end is dropped")
    void halfAHandshakeIsDropped() throws IOException {
        try (RawClient silent = new RawClient(uri());
                RawClient half = new RawClient(uri())) {
            half.send("GET /realtime HTTP/1.1\r\nHost: loc");
            assertThat(half.readCloseCode()).isEqualTo(1006);
            assertThat(silent.readCloseCode()).isEqualTo(1006);
        }
        assertThat(server.handshakes()).isEmpty();
    }

    @Test
    void anOpenConnectionOutlivesTheHandshakeTimeout() throws IOException {
        try (RawClient open = RawClient.open(uri());
                RawClient silent = new RawClient(uri())) {
            assertThat(silent.readCloseCode()).isEqualTo(1006);
            open.text("still here");
            assertThat(server.next().next()).isEqualTo("still here");
        }
    }

    @Test
    void aHandshakeInPiecesIsTaken() throws IOException {
        try (RawClient client = new RawClient(uri())) {
            for (char c : RawClient.handshake(GET).toCharArray()) {
                client.send(String.valueOf(c));
            }
            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
            client.text("hello");
            assertThat(server.next().next()).isEqualTo("hello");
        }
    }

    @Test
    @DisplayName("RTU-52: what a client sends ahead of the decision opens nothing")
    void framesAheadOfARefusalAreNotRead() throws IOException {
        server.admitBy(handshake -> new Admission.Refused(401, "no"));
        try (RawClient client = new RawClient(uri())) {
            client.send(RawClient.handshake(GET));
            client.text("too early");
            client.send(RawClient.handshake(GET));
            assertThat(client.readToEnd()).startsWith("HTTP/1.1 401 ").containsOnlyOnce("HTTP/1.1");
        }
        assertThat(server.handshakes()).hasSize(1);
        assertThat(server.connections()).isEmpty();
    }

    @Test
    void theAgreedSubprotocolIsTheDecisions() throws IOException {
        server.admitBy(handshake -> new Admission.Accepted(new Device("octocat", "phone"), Subprotocol.V1_BINARY));
        try (RawClient client = new RawClient(uri())) {
            client.send(RawClient.handshake(
                    GET,
                    "Sec-WebSocket-Protocol: realtime-updates.v1",
                    "Sec-WebSocket-Protocol: realtime-updates.v1.binary"));
            assertThat(client.readHead())
                    .containsIgnoringCase("Sec-WebSocket-Protocol: realtime-updates.v1.binary\r\n")
                    .containsOnlyOnce("rotocol:");
        }
    }

    @Test
    void abandonedHandshakesLeaveNothingOpen() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawClient client = new RawClient(uri())) {
                client.send(i % 2 == 0 ? "" : RawClient.handshake(GET, "Device-Id: phone"));
            }
        }
        assertThat(awaitNoConnections()).isTrue();
        server.connections().forEach(TransportRecorder::awaitClosed);
        server.connections().forEach(TransportRecorder::assertWellBehaved);
    }
}
