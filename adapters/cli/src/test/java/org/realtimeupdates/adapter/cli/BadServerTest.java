package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.persistence.QuarantineView;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.RecordingEvents;
import org.realtimeupdates.testfixtures.network.ScriptedServer;

/** What a server does wrong is set aside; the client goes on with the same connection. */
class BadServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String V1 = "realtime-updates.v1";

    private final RecordingEvents events = new RecordingEvents();
    private final ClientStore store = ClientStore.inMemory();
    private ScriptedServer server;
    private RealtimeClient client;

    /** What carries the client. */
    TransportName transport() {
        return TransportName.tyrus;
    }

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer();
        server.start();
        client = Realtime.client(server.uri(), "phone")
                .credentials(() -> "ada")
                .transport(transport().client())
                .store(store)
                .events(events.ofClient())
                .options(ClientOptions.DEFAULT.withRetryDelays(Duration.ofMillis(10), Duration.ofMillis(20)))
                .build();
        client.start();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    static Stream<Arguments> poison() {
        String good = update("bad");
        return Stream.of(
                Arguments.of("RTU-2 missing silent", good.replace("\"silent\":false,", "")),
                Arguments.of("RTU-2 null action", good.replace("\"new\"", "null")),
                Arguments.of("RTU-2 duplicate key", good.replace("\"id\":", "\"id\":\"x\",\"id\":")),
                Arguments.of("RTU-2 too deep", good.replace("\"Hi\"", "[".repeat(40) + "]".repeat(40))),
                Arguments.of("RTU-2 long number", good.replace("\"Hi\"", "1".repeat(40))),
                Arguments.of("RTU-2 mistyped entity field", good.replace("\"Hi\"", "7")),
                Arguments.of("RTU-2 lone surrogate", good.replace("Hi", "\\udc00")),
                Arguments.of("RTU-10 entity without id", good.replace("\"id\"", "\"key\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("poison")
    @DisplayName(
            "RTU-3: a malformed update whose ref is readable is set aside and replied, and the next one is applied")
    void aMalformedUpdateIsSetAsideAndReplied(String rule, String message) throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of(V1));

        peer.sendText(message);
        peer.sendText(update("good"));

        assertThat(peer.awaitMessage(PATIENCE)).contains("\"bad\"").contains("\"quarantined\"");
        events.awaitCount(ClientEvent.Applied.class, 1);
        assertThat(events.applied()).containsExactly(new Ref("good"));
        assertThat(quarantined()).singleElement().satisfies(kept -> {
            assertThat(kept.ref()).contains(new Ref("bad"));
            assertThat(kept.text()).isEqualTo(message);
        });
    }

    static Stream<Arguments> unreadable() {
        String good = update("bad");
        return Stream.of(
                Arguments.of("RTU-2 no JSON", "nonsense"),
                Arguments.of("RTU-2 text after the object", good + "x"),
                Arguments.of("RTU-2 ref twice", good.replace("{\"ref\"", "{\"ref\":\"other\",\"ref\"")),
                Arguments.of("RTU-1 unknown account", good.replace("personal", "private")),
                Arguments.of("RTU-6 empty array", "[]"),
                Arguments.of("RTU-10 empty ref", good.replace("\"bad\"", "\"\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    @DisplayName("RTU-3: what has no readable ref is set aside without one, not replied, and the next one is applied")
    void whatHasNoReadableRefIsSetAsideWithoutOne(String rule, String message) throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of(V1));

        peer.sendText(message);
        peer.sendText(update("good"));

        events.awaitCount(ClientEvent.Applied.class, 1);
        assertThat(peer.awaitMessage(PATIENCE)).contains("\"good\"").doesNotContain("\"bad\"");
        assertThat(quarantined()).singleElement().satisfies(kept -> {
            assertThat(kept.ref()).isEmpty();
            assertThat(kept.text()).isEqualTo(message);
        });
    }

    @Test
    @DisplayName("RTU-6, RTU-20: a batch is applied in order and replied together")
    void aBatchIsAppliedInOrderAndRepliedTogether() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of(V1));

        peer.sendText("[" + update("u1") + ",{\"account\":\"personal\"}," + update("u2") + "," + update("u3") + "]");

        assertThat(peer.awaitMessage(PATIENCE)).contains("\"refs\":[\"u1\",\"u2\",\"u3\"]");
        // Listeners hear of it after the reply.
        events.awaitCount(ClientEvent.Applied.class, 3);
        assertThat(events.applied()).containsExactly(new Ref("u1"), new Ref("u2"), new Ref("u3"));
    }

    @Test
    @DisplayName("RTU-8, RTU-20: with a bare server each update is replied by its own frame")
    void withABareServerEachUpdateIsRepliedByItsOwnFrame() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.empty());

        peer.sendText(update("u1"));
        peer.sendText(update("u2"));

        assertThat(peer.awaitMessage(PATIENCE))
                .isEqualTo("{\"account\":\"personal\",\"type\":\"reply\",\"payload\":{\"ref\":\"u1\"}}");
        assertThat(peer.awaitMessage(PATIENCE))
                .isEqualTo("{\"account\":\"personal\",\"type\":\"reply\",\"payload\":{\"ref\":\"u2\"}}");
        assertThat(events.all(ClientEvent.Applied.class)).noneMatch(ClientEvent.Applied::backlog);
    }

    @Test
    @DisplayName("RTU-40: a bare server gets a command without a ref, and the app hears that nobody confirms it")
    void aBareServerGetsACommandWithoutARef() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.empty());

        var outcome = client.send(AccountType.BUSINESS, Command.of("typing"));

        assertThat(peer.awaitMessage(PATIENCE))
                .isEqualTo("{\"account\":\"business\",\"type\":\"command\",\"payload\":"
                        + "{\"name\":\"typing\",\"arguments\":{}}}");
        assertThat(outcome.toCompletableFuture().get(20, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(CommandOutcome.Unconfirmed.class);
    }

    @Test
    @DisplayName("RTU-40: an unanswered command is sent again, with its ref, on the next connection")
    void anUnansweredCommandIsSentAgain() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of(V1));
        var outcome = client.send(AccountType.PERSONAL, Command.of("typing").withRef(new Ref("c1")));
        String first = peer.awaitMessage(PATIENCE);

        peer.cut();
        ScriptedServer.Peer next = accept(Optional.of(V1));

        assertThat(next.awaitMessage(PATIENCE)).isEqualTo(first).contains("\"ref\":\"c1\"");
        next.sendText("{\"account\":\"personal\",\"type\":\"reply\",\"payload\":"
                + "{\"ref\":\"c1\",\"outcome\":\"rejected\",\"reason\":\"no\"}}");
        assertThat(outcome.toCompletableFuture().get(20, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo(CommandOutcome.rejected("no"));
    }

    @Test
    @DisplayName("RTU-5: a bare server's command is of the wrong direction and closes with 1008")
    void theWrongDirectionCloses() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.empty());

        peer.sendText("{\"account\":\"personal\",\"type\":\"command\",\"payload\":{\"name\":\"x\",\"arguments\":{}}}");

        assertThat(peer.awaitClose(PATIENCE).code()).isEqualTo(1008);
    }

    @Test
    @DisplayName("RTU-5: unknown control commands and replies to unknown commands are passed over")
    void unknownControlIsPassedOver() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of(V1));

        peer.sendText(
                "{\"account\":\"personal\",\"type\":\"command\",\"payload\":{\"name\":\"new\",\"arguments\":{}}}");
        peer.sendText(
                "{\"account\":\"personal\",\"type\":\"reply\",\"payload\":{\"ref\":\"c\",\"outcome\":\"processed\"}}");
        peer.sendText(update("good"));

        assertThat(peer.awaitMessage(PATIENCE)).contains("\"good\"");
        assertThat(quarantined()).isEmpty();
    }

    @Test
    @DisplayName("RTU-7: under binary a text message is set aside, a binary one applied")
    void underBinaryATextMessageIsSetAside() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of("realtime-updates.v1.binary"));

        peer.sendText(update("bad"));
        peer.sendBinary(update("good").getBytes(StandardCharsets.UTF_8));

        events.awaitCount(ClientEvent.Applied.class, 1);
        assertThat(events.applied()).containsExactly(new Ref("good"));
        assertThat(quarantined())
                .singleElement()
                .extracting(QuarantinedUpdate::ref)
                .isEqualTo(Optional.of(new Ref("bad")));
    }

    @Test
    @DisplayName("RTU-4: a message over 1 MiB closes with 1009; the next connection works")
    void aMessageTooBigCloses() throws Exception {
        ScriptedServer.Peer peer = accept(Optional.of(V1));

        peer.sendText(update("big").replace("Hi", "x".repeat(1 << 20)));

        assertThat(peer.awaitClose(PATIENCE).code()).isEqualTo(1009);
        accept(Optional.of(V1)).sendText(update("good"));
        events.awaitCount(ClientEvent.Applied.class, 1);
    }

    @Test
    @DisplayName("RTU-55: 4401 gets a fresh token and one try at once; 4403 stops")
    void closeCodesDecideWhatComesNext() throws Exception {
        accept(Optional.of(V1)).close(4401, "expired");
        accept(Optional.of(V1)).close(4403, "forbidden");

        events.awaitState(ConnectionState.Stopped.class);
    }

    @Test
    @DisplayName("RTU-50, RTU-51: device and token stand in headers, nothing in the URL")
    void deviceAndTokenStandInHeaders() throws Exception {
        ScriptedServer.Peer peer = server.awaitConnection(PATIENCE);

        assertThat(peer.requestLine()).isEqualTo("GET /realtime HTTP/1.1");
        assertThat(peer.headers().find("Device-Id")).contains("phone");
        assertThat(peer.headers().find("Authorization")).contains("Bearer ada");
        assertThat(peer.headers().find("Sec-WebSocket-Extensions")).isEmpty();
        peer.refuse(403);
        events.awaitState(ConnectionState.Stopped.class);
    }

    private ScriptedServer.Peer accept(Optional<String> subprotocol) throws IOException {
        ScriptedServer.Peer peer = server.awaitConnection(PATIENCE);
        peer.accept(subprotocol);
        return peer;
    }

    private static String update(String ref) {
        return "{\"account\":\"personal\",\"type\":\"update\",\"payload\":{\"ref\":\"" + ref + "\",\"silent\":false,"
                + "\"action\":\"new\",\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"" + ref
                + "\",\"text\":\"Hi\"}]}}}";
    }

    private List<QuarantinedUpdate> quarantined() {
        return store.quarantine().list(QuarantineView.START, 10).stream()
                .map(QuarantineView.Entry::update)
                .toList();
    }
}
