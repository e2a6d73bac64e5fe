package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;

/** What a pair of transports keeps of handshakes and messages. */
abstract class TransportMessagesContract extends TransportContractFixture {

    @Test
    @DisplayName("RTU-7 RTU-8: the first offer that the server knows is agreed on; without offers none")
    void agreesOnASubprotocol() {
        assertAgreed(Subprotocol.BARE);
        assertAgreed(Subprotocol.V1, Subprotocol.V1);
        assertAgreed(Subprotocol.V1_BINARY, Subprotocol.V1_BINARY);
        assertAgreed(Subprotocol.V1_BINARY, Subprotocol.V1_BINARY, Subprotocol.V1);
        assertAgreed(Subprotocol.V1, Subprotocol.V1, Subprotocol.V1_BINARY);
    }

    private void assertAgreed(Subprotocol expected, Subprotocol... offers) {
        TransportAttempt attempt = connect("octocat", "phone", offers);
        assertThat(attempt.awaitSubprotocol()).isEqualTo(expected);
        TransportRecorder client = opened(attempt);
        TransportRecorder served = server.next();
        client.send(List.of("to the server"));
        assertThat(served.next()).isEqualTo("to the server");
        served.send(List.of("to the client"));
        assertThat(client.next()).isEqualTo("to the client");
    }

    @Test
    @DisplayName("RTU-8: an offer that stays unanswered leaves a bare connection")
    void anUnansweredOfferIsBare() {
        server.admitBy(handshake -> new Admission.Accepted(
                ((Admission.Accepted) TransportServerStub.accept(handshake)).device(), Subprotocol.BARE));
        assertThat(connect("octocat", "phone", Subprotocol.V1).awaitSubprotocol())
                .isEqualTo(Subprotocol.BARE);
    }

    @Test
    @DisplayName("RTU-50 RTU-51: the handshake carries path, token, device and offers, once")
    void theHandshakeTellsWhoItIs() {
        opened(connect("octocat", "phone-1", Subprotocol.V1_BINARY, Subprotocol.V1));

        assertThat(server.handshakes()).hasSize(1);
        Handshake handshake = server.handshakes().get(0);
        assertThat(handshake.path()).isEqualTo(RealtimeServer.PATH);
        assertThat(handshake.query()).isEmpty();
        assertThat(handshake.authorization()).contains("Bearer octocat");
        assertThat(handshake.deviceId()).contains("phone-1");
        assertThat(handshake.subprotocols()).containsExactly("realtime-updates.v1.binary", "realtime-updates.v1");
    }

    @Test
    void messagesArriveInOrderBothWays() throws Exception {
        for (Subprotocol subprotocol : List.of(Subprotocol.V1, Subprotocol.V1_BINARY)) {
            TransportRecorder client = opened(connect("octocat", "phone", subprotocol));
            TransportRecorder served = server.next();
            List<String> messages =
                    IntStream.range(0, 10_000).mapToObj(i -> "message " + i).toList();

            Thread down = new Thread(() -> served.send(messages));
            down.start();
            client.send(messages);
            down.join(TimeUnit.SECONDS.toMillis(TransportRecorder.PATIENCE_SECONDS));

            for (String message : messages) {
                assertThat(served.next()).isEqualTo(message);
                assertThat(client.next()).isEqualTo(message);
            }
        }
    }

    @Test
    void everyTextArrivesAsItWasSent() {
        List<String> texts =
                List.of("", "plain", "grüße, 世界, \uD83D\uDE80\u0000\n\"\\", "\uFEFFmark", "x".repeat(70_000));
        for (Subprotocol subprotocol : List.of(Subprotocol.BARE, Subprotocol.V1_BINARY)) {
            TransportRecorder client =
                    opened(subprotocol.isV1() ? connect("octocat", "phone", subprotocol) : connect("octocat", "phone"));
            TransportRecorder served = server.next();
            for (String text : texts) {
                served.send(List.of(text));
                assertThat(client.next()).isEqualTo(text);
            }
            client.send(List.of("grüße, 世界, \uD83D\uDE80"));
            assertThat(served.next()).isEqualTo("grüße, 世界, \uD83D\uDE80");
        }
    }

    @Test
    @DisplayName("RTU-4: 1 MiB reaches a client; more closes with 1009")
    void aClientTakesOneMebibyte() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        TransportRecorder served = server.next();
        String largest = "ä".repeat(1 << 19);
        served.send(List.of(largest));
        assertThat(client.next()).isEqualTo(largest);

        served.connection().send("x".repeat(CLIENT_LIMIT + 1), () -> {});
        assertClosed(client, CloseReason.TOO_BIG);
        assertThat(served.awaitClosed()).isInstanceOf(Disconnect.Closed.class);
        assertThat(client.receivedCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("RTU-4: 65,536 bytes pass to a server, 65,537 close with 1009; counted as UTF-8")
    void aServerTakesItsLimitAndNoMore() {
        for (Subprotocol subprotocol : List.of(Subprotocol.V1, Subprotocol.V1_BINARY)) {
            TransportRecorder client = opened(connect("octocat", "phone", subprotocol));
            TransportRecorder served = server.next();
            String largest = "ä".repeat(RealtimeServer.DEFAULT_MAX_MESSAGE_BYTES / 2);
            client.send(List.of(largest));
            assertThat(served.next()).isEqualTo(largest);

            client.connection().send(largest + "x", () -> {});
            assertClosed(served, CloseReason.TOO_BIG);
            assertClosed(client, CloseReason.TOO_BIG);
            assertThat(served.receivedCount()).isEqualTo(1);
        }
    }

    @Test
    void connectionsDoNotMix() {
        TransportRecorder first = opened(connect("octocat", "phone", Subprotocol.V1));
        TransportRecorder firstServed = server.next();
        TransportRecorder second = opened(connect("hubot", "tablet", Subprotocol.V1_BINARY));
        TransportRecorder secondServed = server.next();

        first.send(List.of("from the first"));
        second.send(List.of("from the second"));
        secondServed.send(List.of("to the second"));
        firstServed.send(List.of("to the first"));
        assertThat(firstServed.next()).isEqualTo("from the first");
        assertThat(secondServed.next()).isEqualTo("from the second");
        assertThat(first.next()).isEqualTo("to the first");
        assertThat(second.next()).isEqualTo("to the second");

        first.connection().close(new CloseReason(1000, "bye"));
        assertClosed(firstServed, 1000);
        second.send(List.of("still here"));
        assertThat(secondServed.next()).isEqualTo("still here");
        assertThat(server.devices())
                .extracting(device -> device.user() + "/" + device.id())
                .containsExactly("octocat/phone", "hubot/tablet");
    }
}
