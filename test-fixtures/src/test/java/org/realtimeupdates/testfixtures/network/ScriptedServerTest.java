package org.realtimeupdates.testfixtures.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.testfixtures.network.RawWebSocket.Closed;
import org.realtimeupdates.testfixtures.network.RawWebSocket.Message;

/** {@link ScriptedServer} against the WebSocket client of the JDK. */
@Timeout(60)
class ScriptedServerTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Recorder recorder = new Recorder();
    private ScriptedServer server;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedServer();
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void talksToTheClientOfTheJdk() throws Exception {
        CompletableFuture<WebSocket> opening = connect();
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        assertThat(peer.headers().all("Sec-WebSocket-Protocol")).containsExactly("a, b");
        peer.accept(Optional.of("b"));
        WebSocket client = opening.get(10, TimeUnit.SECONDS);
        assertThat(client.getSubprotocol()).isEqualTo("b");

        peer.sendText("héllo");
        peer.sendFragmented("in pieces", 2);
        peer.ping("there?");
        assertThat(recorder.next()).isEqualTo("text héllo");
        assertThat(recorder.next()).isEqualTo("text in pieces");
        assertThat(peer.awaitPong(LIMIT)).isEqualTo("there?");

        client.sendText("up", true).get(10, TimeUnit.SECONDS);
        client.sendBinary(ByteBuffer.wrap("bin".getBytes(UTF_8)), false).get(10, TimeUnit.SECONDS);
        client.sendBinary(ByteBuffer.wrap("ary".getBytes(UTF_8)), true).get(10, TimeUnit.SECONDS);
        assertThat(peer.awaitMessage(LIMIT)).isEqualTo("up");
        assertThat(peer.awaitMessageOfAnyKind(LIMIT)).isEqualTo(new Message(true, "binary"));

        peer.close(4409, "replaced");
        assertThat(recorder.next()).isEqualTo("closed 4409 replaced");
    }

    @Test
    void hearsTheJdkClose() throws Exception {
        CompletableFuture<WebSocket> opening = connect();
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        peer.accept(Optional.empty());
        opening.get(10, TimeUnit.SECONDS).sendClose(1000, "bye").get(10, TimeUnit.SECONDS);
        assertThat(peer.awaitClose(LIMIT)).isEqualTo(new Closed(1000, "bye"));
        assertThat(recorder.next()).isEqualTo("closed 1000 bye");
    }

    @Test
    void theJdkClientSeesTheStatusOfARefusal() throws Exception {
        CompletableFuture<WebSocket> opening = connect();
        server.awaitConnection(LIMIT).refuse(403);
        assertThatThrownBy(() -> opening.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .cause()
                .satisfies(e -> assertThat(
                                ((WebSocketHandshakeException) e).getResponse().statusCode())
                        .isEqualTo(403));
    }

    @Test
    void theJdkClientNoticesWhatIsBroken() throws Exception {
        CompletableFuture<WebSocket> opening = connect();
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        peer.accept(Optional.empty());
        opening.get(10, TimeUnit.SECONDS);
        peer.sendWronglyMaskedFrame(WebSocketFrames.FIN | WebSocketFrames.TEXT, "x".getBytes(UTF_8));
        assertThat(recorder.next()).isEqualTo("error");
    }

    @Test
    void theJdkClientNoticesACut() throws Exception {
        CompletableFuture<WebSocket> opening = connect();
        ScriptedServer.Peer peer = server.awaitConnection(LIMIT);
        peer.accept(Optional.empty());
        opening.get(10, TimeUnit.SECONDS);
        peer.cut();
        assertThat(recorder.next()).startsWith("closed 1006");
    }

    private CompletableFuture<WebSocket> connect() {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .subprotocols("a", "b")
                .buildAsync(server.uri(), recorder);
    }

    private static final class Recorder implements WebSocket.Listener {

        private final BlockingQueue<String> events = new ArrayBlockingQueue<>(100);
        private final StringBuilder text = new StringBuilder();

        String next() throws InterruptedException {
            String event = events.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return event == null ? "nothing" : event;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                events.add("text " + text);
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            events.add("closed " + statusCode + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            events.add("error");
        }
    }
}
