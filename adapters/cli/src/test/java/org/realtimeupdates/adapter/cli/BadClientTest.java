package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.testfixtures.network.RawWebSocketClient;

/** What a client does wrong costs it its connection, with the code of the rule, and nothing else. */
class BadClientTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String V1 = "realtime-updates.v1";
    private static final String BINARY = "realtime-updates.v1.binary";
    private static final String REPLY = "{\"account\":\"personal\",\"type\":\"reply\",\"payload\":{\"ref\":\"u1\"}}";

    private Bench bench;

    /** What carries the server. */
    TransportName transport() {
        return TransportName.tyrus;
    }

    @BeforeEach
    void startServer() throws IOException {
        bench = new Bench(transport(), server -> server.onCommand(command -> CommandOutcome.processed()));
    }

    @AfterEach
    void stopServer() {
        bench.close();
    }

    static Stream<Arguments> badMessages() {
        return Stream.of(
                bad("RTU-1 unknown account", REPLY.replace("personal", "private")),
                bad("RTU-1 unknown type", REPLY.replace("reply", "hello")),
                bad("RTU-1 no object", "42"),
                bad("RTU-2 duplicate key", REPLY.replace("{\"ref\"", "{\"ref\":\"u1\",\"ref\"")),
                bad("RTU-2 duplicate key after unescaping", REPLY.replace("{\"ref\"", "{\"r\\u0065f\":\"u1\",\"ref\"")),
                bad("RTU-2 missing field", "{\"account\":\"personal\",\"type\":\"reply\",\"payload\":{}}"),
                bad("RTU-2 mistyped field", REPLY.replace("\"u1\"", "1")),
                bad("RTU-2 null field", REPLY.replace("\"u1\"", "null")),
                bad("RTU-2 text after the object", REPLY + " x"),
                bad("RTU-2 second object", REPLY + REPLY),
                bad("RTU-2 lone surrogate", REPLY.replace("u1", "\\ud800")),
                bad("RTU-2 too deep", nested(32)),
                bad("RTU-2 very deep", nested(20_000)),
                bad("RTU-2 long number", withField("1".repeat(33))),
                bad("RTU-2 no JSON", "{\"account\":"),
                bad("RTU-6 array without v1", "[" + REPLY + "]"),
                bad("RTU-5 update from a client", update()),
                bad("RTU-10 empty ref", REPLY.replace("u1", "")),
                bad("RTU-10 long ref", REPLY.replace("u1", "x".repeat(129))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badMessages")
    @DisplayName("RTU-3: a malformed message closes with 1008, and the next connection works")
    void aMalformedMessageCloses(String rule, String message) throws Exception {
        try (RawWebSocketClient client = connect("")) {
            client.sendText(message);
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1008);
        }
        assertThatTheNextGoodFrameWorks();
    }

    static Stream<Arguments> goodMessages() {
        return Stream.of(
                bad("RTU-1 any order", "{\"payload\":{\"ref\":\"u1\"},\"type\":\"reply\",\"account\":\"personal\"}"),
                bad("RTU-2 unknown fields", withField("{\"a\":[1,null,{}]}")),
                bad("RTU-2 exactly 32 levels", nested(31)),
                bad("RTU-2 number of 32 characters", withField("-" + "1".repeat(29) + ".5")),
                bad("RTU-4 exactly 65,536 bytes", padded(65_536)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goodMessages")
    @DisplayName("RTU-1, RTU-2, RTU-4: what keeps the rules is taken")
    void aMessageThatKeepsTheRulesIsTaken(String rule, String message) throws Exception {
        bench.publishMessage("u1");
        try (RawWebSocketClient client = connect("")) {
            assertThat(client.awaitMessage(PATIENCE)).contains("\"u1\"");
            client.sendText(message);
            bench.serverEvents.awaitRemoved(1);
        }
    }

    @Test
    @DisplayName("RTU-3: invalid UTF-8 closes with 1007, as text and as binary")
    void invalidUtf8Closes() throws Exception {
        byte[] invalid = {'{', (byte) 0xC3, '}'};
        try (RawWebSocketClient client = connect("")) {
            client.sendFrame(0x81, invalid);
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1007);
        }
        try (RawWebSocketClient client = connect(BINARY)) {
            client.sendBinary(invalid);
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1007);
        }
        assertThatTheNextGoodFrameWorks();
    }

    @Test
    @DisplayName("RTU-4: a message over 65,536 bytes closes with 1009, whole or in fragments without end")
    void aMessageTooBigCloses() throws Exception {
        try (RawWebSocketClient client = connect("")) {
            client.sendText(padded(65_537));
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1009);
        }
        try (RawWebSocketClient client = connect("")) {
            client.sendFrame(0x01, padded(40_000).getBytes(StandardCharsets.UTF_8));
            client.sendFrame(0x00, padded(40_000).getBytes(StandardCharsets.UTF_8));
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1009);
        }
        assertThatTheNextGoodFrameWorks();
    }

    @Test
    @DisplayName("RTU-7: a message of the kind not agreed closes with 1003")
    void aMessageOfTheWrongKindCloses() throws Exception {
        try (RawWebSocketClient client = connect(V1)) {
            client.sendBinary(REPLY.getBytes(StandardCharsets.UTF_8));
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1003);
        }
        try (RawWebSocketClient client = connect(BINARY)) {
            client.sendText(REPLY);
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1003);
        }
        assertThatTheNextGoodFrameWorks();
    }

    @Test
    @DisplayName("RTU-6: a malformed element spoils only itself; its neighbours take effect before the close")
    void aMalformedElementSpoilsOnlyItself() throws Exception {
        bench.publishMessage("u1");
        bench.publishMessage("u2");
        try (RawWebSocketClient client = connect(V1)) {
            client.sendText("[" + REPLY + ",{\"account\":1}," + REPLY.replace("u1", "u2") + "]");
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1008);
        }
        bench.serverEvents.awaitRemoved(2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBatches")
    @DisplayName("RTU-6: a batch that is none closes with 1008 and has no effect")
    void aBatchThatIsNoneCloses(String rule, String message) throws Exception {
        bench.publishMessage("u1");
        try (RawWebSocketClient client = connect(V1)) {
            client.sendText(message);
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1008);
        }
        assertThat(bench.serverEvents.all(ServerEvent.Replied.class)).isEmpty();
        assertThatTheNextGoodFrameWorks();
    }

    static Stream<Arguments> badBatches() {
        return Stream.of(
                bad("empty", "[]"),
                bad("more than 1000", "[" + "0,".repeat(1_000) + "0]"),
                bad("syntax error after a good frame", "[" + REPLY + ",{]"));
    }

    @Test
    @DisplayName("RTU-20: refs, outcome and batches under v1")
    void repliesOfVersion1() throws Exception {
        for (int i = 1; i <= 4; i++) {
            bench.publishMessage("u" + i);
        }
        try (RawWebSocketClient client = connect(V1)) {
            client.sendText("{\"account\":\"personal\",\"type\":\"reply\",\"payload\":"
                    + "{\"ref\":\"none\",\"refs\":[\"u1\",\"u2\"],\"outcome\":\"quarantined\"}}");
            client.sendText("[" + REPLY.replace("u1", "u3") + "," + REPLY.replace("u1", "u4") + "]");
            bench.serverEvents.awaitRemoved(4);
            client.sendText(REPLY.replace("\"u1\"", "\"u1\",\"outcome\":\"lost\""));
            assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1008);
        }
    }

    @Test
    @DisplayName("RTU-23: a reply of another device, account or user drops nothing, and is no fault")
    void aForeignReplyDropsNothing() throws Exception {
        bench.publishMessage("u1");
        try (RawWebSocketClient other = connect("", "Authorization: Bearer eve", "Device-Id: phone");
                RawWebSocketClient tablet = connect("", "Authorization: Bearer ada", "Device-Id: tablet");
                RawWebSocketClient phone = connect("")) {
            phone.awaitMessage(PATIENCE);
            other.sendText(REPLY);
            tablet.sendText(REPLY);
            phone.sendText(REPLY.replace("personal", "business"));
            bench.serverEvents.await(ServerEvent.Replied.class, all -> all.size() == 3);
            assertThat(bench.serverEvents.all(ServerEvent.Replied.class))
                    .allMatch(replied -> replied.removed() == 0 && replied.unknown() == 1);
            phone.sendText(REPLY);
            bench.serverEvents.awaitRemoved(1);
        }
    }

    @Test
    @DisplayName("RTU-23: an update that was never sent cannot be replied; RTU-34: the window is 256")
    void anUpdateThatWasNeverSentCannotBeReplied() throws Exception {
        for (int i = 1; i <= 300; i++) {
            bench.publishMessage("u" + i);
        }
        try (RawWebSocketClient client = connect("")) {
            for (int i = 1; i <= 256; i++) {
                assertThat(client.awaitMessage(PATIENCE)).contains("\"ref\":\"u" + i + "\"");
            }
            client.sendText(REPLY.replace("u1", "u300"));
            bench.serverEvents.awaitCount(ServerEvent.Replied.class, 1);
            assertThat(bench.serverEvents.all(ServerEvent.Replied.class).get(0).removed())
                    .isZero();
            assertThat(client.takeMessages()).isEmpty();
            client.sendText(REPLY);
            assertThat(client.awaitMessage(PATIENCE)).contains("\"ref\":\"u257\"");
        }
    }

    @Test
    @DisplayName("RTU-35: backlog and caughtUp of each account, the latter right after the n-th update")
    void backlogAndCaughtUp() throws Exception {
        bench.publishMessage("u1");
        bench.publishMessage("u2");
        try (RawWebSocketClient client = connect(V1)) {
            StringBuilder all = new StringBuilder();
            while (!(all.toString().contains("caughtUp") && all.indexOf("caughtUp") != all.lastIndexOf("caughtUp"))) {
                all.append(client.awaitMessage(PATIENCE));
            }
            assertThat(all).contains("\"pending\":2").contains("\"pending\":0");
            String personal = "{\"account\":\"personal\",\"type\":\"command\",\"payload\":{\"name\":\"caughtUp\"";
            assertThat(all.indexOf(personal)).isGreaterThan(all.indexOf("\"ref\":\"u2\""));
        }
    }

    @Test
    @DisplayName("RTU-50 to RTU-53: refused handshakes get their status and open nothing")
    void refusedHandshakes() throws Exception {
        String token = "Authorization: Bearer ada";
        assertThat(status("/other?device=phone", token)).isEqualTo(404);
        assertThat(status("/realtime", token)).isEqualTo(400);
        assertThat(status("/realtime?device=a%20b", token)).isEqualTo(400);
        assertThat(status("/realtime?device=a", token, "Device-Id: b")).isEqualTo(400);
        assertThat(status("/realtime?device=a&token=ada", token)).isEqualTo(400);
        assertThat(status("/realtime?device=a")).isEqualTo(401);
        assertThat(status("/realtime?device=a", token, "Origin: https://evil.example"))
                .isEqualTo(403);
        assertThat(status("/realtime?device=a", token, "Origin: null")).isEqualTo(403);
        assertThat(bench.serverEvents.all(ServerEvent.Connected.class)).isEmpty();
        assertThat(status("/realtime?device=a", token)).isEqualTo(101);
        assertThat(status("/realtime?device=a", "Sec-WebSocket-Protocol: " + V1 + ", realtime-updates.bearer.YWRh"))
                .isEqualTo(101);
    }

    private int status(String target, String... headers) throws IOException {
        try (RawWebSocketClient client = RawWebSocketClient.of(bench.server.uri(), PATIENCE)) {
            return client.handshake(target, headers).status();
        }
    }

    private RawWebSocketClient connect(String subprotocol, String... headers) throws IOException {
        List<String> all = new java.util.ArrayList<>(
                headers.length > 0 ? List.of(headers) : List.of("Authorization: Bearer ada", "Device-Id: phone"));
        if (!subprotocol.isEmpty()) {
            all.add("Sec-WebSocket-Protocol: " + subprotocol);
        }
        RawWebSocketClient client = RawWebSocketClient.of(bench.server.uri(), PATIENCE);
        assertThat(client.handshake("/realtime", all.toArray(String[]::new)).status())
                .isEqualTo(101);
        return client;
    }

    private void assertThatTheNextGoodFrameWorks() throws Exception {
        bench.publishMessage("next");
        try (RawWebSocketClient client = connect("")) {
            String message = client.awaitMessage(PATIENCE);
            while (!message.contains("\"next\"")) {
                message = client.awaitMessage(PATIENCE);
            }
            client.sendText(REPLY.replace("u1", "next"));
            bench.serverEvents.awaitRemoved(1);
        }
    }

    private static Arguments bad(String rule, String message) {
        return Arguments.of(rule, message);
    }

    private static String withField(String value) {
        return "{\"more\":" + value + "," + REPLY.substring(1);
    }

    /** A reply in which arrays nest: the frame's object is one level. */
    private static String nested(int levels) {
        return withField("[".repeat(levels) + "]".repeat(levels));
    }

    private static String padded(int bytes) {
        String field = withField("\"\"");
        return withField("\"" + "x".repeat(bytes - field.length()) + "\"");
    }

    private static String update() {
        return "{\"account\":\"personal\",\"type\":\"update\",\"payload\":{\"ref\":\"u1\",\"silent\":false,"
                + "\"action\":\"new\",\"payload\":{\"type\":\"message\",\"entities\":[]}}}";
    }
}
