package org.realtimeupdates.testfixtures.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.testfixtures.network.RawWebSocket.Closed;
import org.realtimeupdates.testfixtures.network.RawWebSocket.Message;

/** {@link ScriptedServer} and {@link RawWebSocketClient} against each other. */
@Timeout(60)
class RawWebSocketTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ScriptedServer server;
    private RawWebSocketClient client;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        server.start();
        client = RawWebSocketClient.of(server.uri(), LIMIT);
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void theHandshakeShowsWhatEachSideSaid() throws Exception {
        CompletableFuture<HttpHead> answer = handshake("Device-Id: phone", "X: 1", "X: 2");
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        assertThat(peer.requestLine()).isEqualTo("GET /realtime HTTP/1.1");
        assertThat(peer.headers().find("device-id")).contains("phone");
        assertThat(peer.headers().all("x")).containsExactly("1", "2");
        peer.accept(Optional.of("realtime-updates.v1"));

        HttpHead head = get(answer);
        assertThat(head.status()).isEqualTo(101);
        assertThat(head.find("Sec-WebSocket-Accept")).contains(RawWebSocketClient.ACCEPT);
        assertThat(head.find("Sec-WebSocket-Protocol")).contains("realtime-updates.v1");
    }

    @Test
    void theAcceptKeyIsTheOneOfTheRfc() {
        assertThat(WebSocketFrames.acceptKey("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void aRefusalShowsItsStatus() throws Exception {
        CompletableFuture<HttpHead> answer = handshake();
        server.awaitConnection(LIMIT).refuse(429, "Retry-After: 7");
        assertThat(get(answer).status()).isEqualTo(429);
        assertThat(get(answer).find("Retry-After")).contains("7");
    }

    @Test
    void anArbitraryHandshakeArrivesAsItIs() throws Exception {
        CompletableFuture<HttpHead> answer = CompletableFuture.supplyAsync(
                () -> unchecked(() -> client.handshake("POST /x HTTP/1.0", List.of("A: b"))));
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        assertThat(peer.headers()).isEqualTo(new HttpHead("POST /x HTTP/1.0", List.of("A: b")));
        peer.refuse(400);
        assertThat(get(answer).status()).isEqualTo(400);
    }

    @Test
    void aConnectionCutBeforeItsAnswerIsAnError() throws Exception {
        CompletableFuture<HttpHead> answer = handshake();
        server.awaitConnection(LIMIT).cut();
        assertThatThrownBy(() -> get(answer)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void messagesOfEverySizePassBothWays() throws Exception {
        ScriptedServer.Peer peer = open();
        for (int size : new int[] {0, 125, 126, 65_535, 65_536, 1_000_000}) {
            String text = "é".repeat(size / 2) + "x".repeat(size % 2);
            client.sendText(text);
            assertThat(peer.awaitMessage(LIMIT)).isEqualTo(text);
            peer.sendText(text);
            assertThat(client.awaitMessage(LIMIT)).isEqualTo(text);
        }
    }

    @Test
    void theKindOfAMessageIsKept() throws Exception {
        ScriptedServer.Peer peer = open();
        client.sendBinary("b".getBytes(UTF_8));
        client.sendText("t");
        assertThat(peer.awaitMessageOfAnyKind(LIMIT)).isEqualTo(new Message(true, "b"));
        assertThat(peer.awaitMessageOfAnyKind(LIMIT)).isEqualTo(new Message(false, "t"));
    }

    @Test
    void fragmentsAreJoinedAndAPingMayStandBetween() throws Exception {
        ScriptedServer.Peer peer = open();
        peer.sendFragmented("grüße", 1);
        assertThat(client.awaitMessage(LIMIT)).isEqualTo("grüße");
        client.sendFrame(WebSocketFrames.TEXT, "a".getBytes(UTF_8));
        client.ping("between");
        client.sendFrame(WebSocketFrames.FIN, "b".getBytes(UTF_8));
        assertThat(peer.awaitMessage(LIMIT)).isEqualTo("ab");
        assertThat(client.awaitPong(LIMIT)).isEqualTo("between");
        assertThat(peer.awaitPing(LIMIT)).isEqualTo("between");
    }

    @Test
    void pingsStayUnansweredWhenIgnored() throws Exception {
        ScriptedServer.Peer peer = open();
        client.ignorePings();
        peer.ping("a");
        assertThat(client.awaitPing(LIMIT)).isEqualTo("a");
        assertThatThrownBy(() -> peer.awaitPong(Duration.ofMillis(50))).hasMessageContaining("no pong");
    }

    @Test
    void aCloseIsAnsweredWithItsCode() throws Exception {
        ScriptedServer.Peer peer = open();
        peer.sendText("last words");
        peer.close(4409, "replaced");
        assertThat(client.awaitClose(LIMIT)).isEqualTo(new Closed(4409, "replaced"));
        assertThat(peer.awaitClose(LIMIT)).isEqualTo(new Closed(4409, "replaced"));
        assertThat(client.awaitMessage(LIMIT)).isEqualTo("last words");
    }

    @Test
    void theClientMayCloseFirst() throws Exception {
        ScriptedServer.Peer peer = open();
        client.close(1000, "");
        assertThat(peer.awaitClose(LIMIT)).isEqualTo(new Closed(1000, ""));
        assertThat(client.awaitClose(LIMIT)).isEqualTo(new Closed(1000, ""));
    }

    @Test
    void aCloseWithoutACodeIs1005() throws Exception {
        ScriptedServer.Peer peer = open();
        client.sendFrame(WebSocketFrames.FIN | WebSocketFrames.CLOSE, new byte[0]);
        assertThat(peer.awaitClose(LIMIT).code()).isEqualTo(1005);
    }

    @Test
    void anIgnoredCloseLeavesTheSocketOpen() throws Exception {
        ScriptedServer.Peer peer = open();
        peer.ignoreClose();
        client.close(1000, "");
        assertThat(peer.awaitClose(LIMIT).code()).isEqualTo(1000);
        assertThatThrownBy(() -> client.awaitClose(Duration.ofMillis(50))).hasMessageContaining("no close");
        peer.sendText("after");
        assertThat(client.awaitMessage(LIMIT)).isEqualTo("after");
    }

    @Test
    void aCutAndAResetAre1006() throws Exception {
        ScriptedServer.Peer peer = open();
        peer.cut();
        assertThat(client.awaitClose(LIMIT)).isEqualTo(new Closed(1006, ""));
        client.close();
        client = RawWebSocketClient.of(server.uri(), LIMIT);
        peer = open();
        client.reset();
        assertThat(peer.awaitClose(LIMIT)).isEqualTo(new Closed(1006, ""));
    }

    @Test
    void awaitingAMessageOfAClosedConnectionFailsAtOnce() throws Exception {
        open().cut();
        assertThatThrownBy(() -> client.awaitMessage(LIMIT)).hasMessageContaining("closed with 1006");
    }

    @Test
    void wrongMaskingIsNoticed() throws Exception {
        ScriptedServer.Peer peer = open();
        client.sendWronglyMaskedFrame(WebSocketFrames.FIN | WebSocketFrames.TEXT, "x".getBytes(UTF_8));
        assertThatThrownBy(() -> peer.awaitMessage(LIMIT))
                .isInstanceOf(AssertionError.class)
                .rootCause()
                .hasMessageContaining("unmasked");
    }

    @Test
    void rawBytesCanBreakFraming() throws Exception {
        ScriptedServer.Peer peer = open();
        peer.sendRaw(new byte[] {(byte) 0xf1, 0});
        assertThatThrownBy(() -> client.awaitMessage(LIMIT)).isInstanceOf(AssertionError.class);
    }

    @Test
    void aConnectionThatSaysNothingFails() {
        assertThatThrownBy(() -> server.awaitConnection(Duration.ofMillis(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no connection");
    }

    private ScriptedServer.Peer open() throws Exception {
        CompletableFuture<HttpHead> answer = handshake();
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        peer.accept(Optional.empty());
        assertThat(get(answer).status()).isEqualTo(101);
        return peer;
    }

    private CompletableFuture<HttpHead> handshake(String... headers) {
        RawWebSocketClient current = client;
        return CompletableFuture.supplyAsync(() -> unchecked(() -> current.handshake("/realtime", headers)));
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private interface Reading {
        HttpHead read() throws IOException;
    }

    private static HttpHead unchecked(Reading reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
