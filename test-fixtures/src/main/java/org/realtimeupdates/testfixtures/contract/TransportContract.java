package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;

/** What a pair of transports keeps: the one that serves a {@link RealtimeServer}, and a {@link ClientTransport}. */
public abstract class TransportContract {

    /** The most that may be held unconsumed in memory of a transport, with room for what one read takes in. */
    private static final int MOST_BYTES_HELD = 8 << 20;

    private static final int CLIENT_LIMIT = (1 << 20) + 1024;
    private static final long STALL_SECONDS = 2;

    private final TransportServerStub server = new TransportServerStub();
    private final List<TransportRecorder> clients = new ArrayList<>();
    private TransportEndpoint endpoint = new NotStarted();

    /** A server that runs, with a limit of {@link RealtimeServer#DEFAULT_MAX_MESSAGE_BYTES}. */
    public interface TransportEndpoint extends AutoCloseable {

        /** Where it is reached. */
        URI uri();

        /** Stops it. Nobody is reached under its address any more. */
        @Override
        void close();
    }

    /** Starts a server on a free address. */
    protected abstract TransportEndpoint start(RealtimeServer server) throws Exception;

    /** The client under test. */
    protected abstract ClientTransport transport();

    /**
     * Whether a refusal is the HTTP answer to the handshake [RTU-52]; otherwise the connection opens and is closed with
     * {@link Admission.Refused#closeReason}.
     */
    protected boolean refusesAtTheHandshake() {
        return true;
    }

    @BeforeEach
    void startServer() throws Exception {
        endpoint = start(server);
    }

    @AfterEach
    void stopServer() {
        server.close();
        endpoint.close();
        server.connections().forEach(TransportRecorder::assertWellBehaved);
        clients.forEach(TransportRecorder::assertWellBehaved);
    }

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
    void closeCodesAndReasonsTravelBothWays() {
        for (int code : List.of(1000, 1001, 4401, 4408, 4409)) {
            CloseReason reason = new CloseReason(code, "reason " + code);

            TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
            TransportRecorder served = server.next();
            served.connection().close(reason);
            assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(code, "reason " + code));
            assertThat(served.awaitClosed()).isEqualTo(new Disconnect.Closed(code, "reason " + code));

            client = opened(connect("octocat", "phone", Subprotocol.V1));
            served = server.next();
            client.connection().close(reason);
            assertThat(served.awaitClosed()).isEqualTo(new Disconnect.Closed(code, "reason " + code));
            assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(code, "reason " + code));
        }
    }

    @Test
    void closeIsIdempotentAndTheFirstReasonStands() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        client.connection().close(new CloseReason(1000, "first"));
        client.connection().close(new CloseReason(4409, "second"));
        assertThat(client.awaitClosed()).isEqualTo(new Disconnect.Closed(1000, "first"));
        assertThat(client.trySend("late", 1)).as("written after close").isFalse();
    }

    @Test
    void aServersEndClosesWith1001() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        server.next();
        server.close();
        assertClosed(client, CloseReason.GOING_AWAY);
    }

    @Test
    @DisplayName("RTU-52 RTU-55: a refusal is told with its status, and nothing is opened")
    void refusalsAreToldWithTheirStatus() {
        for (int status : List.of(400, 401, 403, 404, 503)) {
            Admission.Refused refused = new Admission.Refused(status, "not today");
            server.admitBy(handshake -> refused);
            TransportAttempt attempt = connect("octocat", "phone", Subprotocol.V1);
            if (refusesAtTheHandshake()) {
                assertThat(attempt.awaitFailed()).isEqualTo(new Disconnect.Refused(status));
            } else {
                assertClosed(opened(attempt), refused.closeReason().code());
            }
            assertThat(attempt.outcomes()).isEqualTo(1);
        }
        assertThat(server.connections()).isEmpty();
        assertThat(server.handshakes()).hasSize(5);
    }

    @Test
    void nobodyThereIsAFailure() {
        endpoint.close();
        assertThat(connect("octocat", "phone", Subprotocol.V1).awaitFailed()).isInstanceOf(Disconnect.Failed.class);
    }

    @Test
    @DisplayName("RTU-52: one client that is not yet decided on does not keep another waiting")
    void aSlowDecisionStopsNobodyElse() {
        CountDownLatch decided = new CountDownLatch(1);
        server.admitBy(handshake -> {
            if (handshake.deviceId().equals(java.util.Optional.of("slow"))) {
                await(decided);
            }
            return TransportServerStub.accept(handshake);
        });
        TransportAttempt slow = connect("octocat", "slow", Subprotocol.V1);
        try {
            opened(connect("octocat", "phone", Subprotocol.V1));
            assertThat(slow.outcomes()).isZero();
        } finally {
            decided.countDown();
        }
        opened(slow);
    }

    @Test
    void aClientThatConsumesNothingStopsTheServer() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        assertStopsAndGoesOn(server.next(), client);
    }

    @Test
    void aServerThatConsumesNothingStopsTheClient() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1_BINARY));
        assertStopsAndGoesOn(client, server.next());
    }

    private static void assertStopsAndGoesOn(TransportRecorder sender, TransportRecorder receiver) {
        String filler = "x".repeat(32_000);
        int most = 4_000;
        receiver.hold();
        int sent = 0;
        boolean stopped = false;
        while (!stopped && sent < most) {
            String message = sent + " " + filler;
            CountDownLatch written = new CountDownLatch(1);
            sender.connection().send(message, written::countDown);
            sent++;
            stopped = !within(written, STALL_SECONDS);
        }
        assertThat(stopped).as("the sender is stopped").isTrue();
        assertThat((long) receiver.receivedCount() * filler.length()).isLessThan(MOST_BYTES_HELD);
        assertThat(receiver.receivedCount()).isLessThan(sent);

        receiver.release();
        for (int i = 0; i < sent; i++) {
            assertThat(receiver.next()).startsWith(i + " ");
        }
    }

    @Test
    void closingReleasesAReaderThatWaitsForConsumption() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        TransportRecorder served = server.next();
        client.hold();
        while (served.trySend("x".repeat(32_000), 1)) {
            assertThat(served.receivedCount()).isZero();
        }
        client.connection().close(new CloseReason(1000, "enough"));
        assertClosed(client, 1000);
        served.connection().close(new CloseReason(CloseReason.TOO_SLOW, "too slow"));
        served.awaitClosed();
    }

    @Test
    void aMessageUnderWayIsSentBeforeTheClose() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        TransportRecorder served = server.next();
        String message = "x".repeat(900_000);
        served.connection().send(message, () -> {});
        served.connection().close(new CloseReason(1001, "server stops"));
        assertThat(client.next()).isEqualTo(message);
        assertClosed(client, 1001);
    }

    @Test
    void whatComesAfterOurCloseIsNotDelivered() {
        TransportRecorder client = opened(connect("octocat", "phone", Subprotocol.V1));
        TransportRecorder served = server.next();
        client.onMessage(message -> client.connection().close(new CloseReason(1000, "enough")));
        for (int i = 0; i < 100 && served.trySend("message " + i, 1); i++) {
            assertThat(served.receivedCount()).isZero();
        }
        assertClosed(client, 1000);
        served.awaitClosed();
        assertThat(client.receivedCount()).isEqualTo(1);
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

    private TransportAttempt connect(String token, String device, Subprotocol... offers) {
        TransportAttempt attempt = new TransportAttempt();
        transport()
                .connect(
                        new ConnectRequest(
                                endpoint.uri(), device, token, List.of(offers), Duration.ofSeconds(10), CLIENT_LIMIT),
                        attempt);
        return attempt;
    }

    private TransportRecorder opened(TransportAttempt attempt) {
        TransportRecorder client = attempt.awaitOpened();
        clients.add(client);
        return client;
    }

    private static void assertClosed(TransportRecorder recorder, int code) {
        assertThat(recorder.awaitClosed())
                .isInstanceOfSatisfying(
                        Disconnect.Closed.class,
                        closed -> assertThat(closed.code()).isEqualTo(code));
    }

    private static boolean within(CountDownLatch latch, long seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    private static void await(CountDownLatch latch) {
        assertThat(within(latch, TransportRecorder.PATIENCE_SECONDS)).isTrue();
    }

    private record NotStarted() implements TransportEndpoint {

        @Override
        public URI uri() {
            throw new IllegalStateException("not started");
        }

        @Override
        public void close() {}
    }
}
