package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.dagger.ServerBuilder;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Group;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.testfixtures.RecordingEvents;
import org.realtimeupdates.testfixtures.network.RawWebSocketClient;
import org.realtimeupdates.testfixtures.network.ScriptedServer;

/** RTU-51: tokens and payloads reach no log, however much is logged and whatever goes wrong; every entry is one line. */
class LogCanaryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String TOKEN = "canary-token";
    private static final String PAYLOAD = "canary-payload";

    private final RecordingEvents events = new RecordingEvents();
    private final AtomicInteger tokens = new AtomicInteger();
    private final CapturedLog log = new CapturedLog();

    @AfterEach
    void stopCapturing() {
        log.close();
    }

    @Test
    void aWholeStoryLeavesNoTokenAndNoPayload() throws Exception {
        try (Bench bench = new Bench(LogCanaryTest::nosyServer)) {
            story(bench);
            clientsThatMisbehave(bench);
        }
        assertClean();
    }

    @Test
    void textModeLeavesNoneEither() throws Exception {
        try (Bench bench = new Bench(LogCanaryTest::nosyServer)) {
            RealtimeClient app = app(bench, ClientOptions.DEFAULT.withSubprotocols(List.of()));
            app.start();
            publish(bench, "u1");
            bench.serverEvents.awaitRemoved(1);
        }
        assertClean();
    }

    @Test
    void aServerThatMisbehavesLeavesNoneEither() throws Exception {
        try (ScriptedServer server = new ScriptedServer()) {
            server.start();
            try (RealtimeClient app = Realtime.client(server.uri(), "phone")
                    .credentials(() -> TOKEN)
                    .events(events.ofClient())
                    .build()) {
                app.start();
                ScriptedServer.Peer peer = server.awaitConnection(PATIENCE);
                peer.accept(Optional.of("realtime-updates.v1"));
                peer.sendText("no JSON but " + PAYLOAD + "\r\nand a second line");
                peer.sendText("{\"account\":\"" + PAYLOAD + "\",\"type\":\"update\",\"payload\":{}}");
                peer.sendText("{\"account\":\"personal\",\"type\":\"update\",\"payload\":{\"ref\":\"u1\","
                        + "\"silent\":false,\"action\":\"new\",\"payload\":{\"type\":\"message\","
                        + "\"entities\":[{\"id\":7,\"text\":\"" + PAYLOAD + "\"}]}}}");
                events.awaitCount(ClientEvent.Quarantined.class, 1);
                peer.close(4403, "go\r\naway");
                events.awaitState(ConnectionState.Stopped.class);
            }
        }
        assertClean();
    }

    /** Its authenticator, its handler and its listener fail now and then, and say what they were given. */
    private static ServerBuilder nosyServer(ServerBuilder server) {
        AtomicInteger commands = new AtomicInteger();
        return server.authenticator(token -> {
                    if (token.endsWith("broken")) {
                        throw new IllegalStateException("no such token: " + token);
                    }
                    return token.startsWith(TOKEN)
                            ? Optional.of(Identity.of(Bench.USER, Duration.ofMillis(300)))
                            : Optional.empty();
                })
                .onCommand(command -> commands.incrementAndGet() == 1
                        ? CommandOutcome.rejected("not today")
                        : CommandOutcome.processed());
    }

    private void story(Bench bench) throws Exception {
        RealtimeClient app = app(bench, ClientOptions.DEFAULT);
        app.start();
        publish(bench, "u1");
        bench.publish("u2", Action.UPDATE, EntityTypes.GROUP, new Group("g", PAYLOAD));
        bench.serverEvents.awaitRemoved(2);
        for (int i = 0; i < 2; i++) {
            app.send(AccountType.PERSONAL, Command.of("typing", "{\"text\":\"" + PAYLOAD + "\"}"))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
        bench.serverEvents.awaitCount(ServerEvent.Disconnected.class, 1);
        publish(bench, "u3");
        bench.serverEvents.awaitRemoved(3);
        assertThat(tokens.get()).isGreaterThan(1);
        app.enterBackground().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private RealtimeClient app(Bench bench, ClientOptions options) {
        return bench.app(app -> app.credentials(() -> TOKEN + tokens.incrementAndGet())
                .options(options.withRetryDelays(Duration.ofMillis(20), Duration.ofMillis(50)))
                .events(event -> {
                    events.ofClient().on(event);
                    throw new IllegalStateException("a listener that fails");
                })
                .on(Action.UPDATE, EntityTypes.GROUP, (context, groups) -> {
                    throw new IllegalStateException("an action that fails");
                }));
    }

    private static void publish(Bench bench, String ref) {
        bench.publish(ref, Action.NEW, EntityTypes.MESSAGE, new Message(ref, PAYLOAD, PAYLOAD, PAYLOAD, null));
    }

    private static void clientsThatMisbehave(Bench bench) throws Exception {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        assertThat(status(bench, "/realtime?device=a&token=" + TOKEN)).isEqualTo(400);
        assertThat(status(bench, "/realtime?device=a", "Authorization: Bearer x" + TOKEN))
                .isEqualTo(401);
        assertThat(status(bench, "/realtime?device=a", "Authorization: Bearer " + TOKEN + "broken"))
                .isEqualTo(503);
        assertThat(status(
                        bench,
                        "/realtime?device=a",
                        "Sec-WebSocket-Protocol: realtime-updates.v1, realtime-updates.bearer." + encoded))
                .isEqualTo(101);
        for (String bad : List.of(
                PAYLOAD,
                "{\"account\":\"" + PAYLOAD + "\"}",
                "{\"account\":\"personal\",\"type\":\"" + PAYLOAD + "\\r\\n\",\"payload\":{}}",
                "{\"account\":\"personal\",\"type\":\"command\",\"payload\":{\"" + PAYLOAD + "\":1}}")) {
            try (RawWebSocketClient client = RawWebSocketClient.of(bench.server.uri(), PATIENCE)) {
                assertThat(client.handshake("/realtime?device=raw", "Authorization: Bearer " + TOKEN)
                                .status())
                        .isEqualTo(101);
                client.sendText(bad);
                assertThat(client.awaitClose(PATIENCE).code()).isEqualTo(1008);
            }
        }
    }

    private static int status(Bench bench, String target, String... headers) throws IOException {
        try (RawWebSocketClient client = RawWebSocketClient.of(bench.server.uri(), PATIENCE)) {
            return client.handshake(target, headers).status();
        }
    }

    private void assertClean() {
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(TOKEN.getBytes(StandardCharsets.UTF_8));
        assertThat(log.ownMessages())
                .isNotEmpty()
                .noneMatch(text -> text.chars().anyMatch(c -> c < ' '));
        assertThat(log.texts()).noneMatch(text -> text.contains(TOKEN) || text.contains(encoded));
        assertThat(log.texts()).noneMatch(text -> text.contains(PAYLOAD));
    }
}
