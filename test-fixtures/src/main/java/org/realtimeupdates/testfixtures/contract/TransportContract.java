package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.RealtimeServer;

/** What a pair of transports keeps: the one that serves a {@link RealtimeServer}, and a {@link ClientTransport}. */
public abstract class TransportContract extends TransportMessagesContract {

    private static final long STALL_SECONDS = 2;

    /** The most that may be held unconsumed in memory of a transport, with room for what one read takes in. */
    private static final int MOST_BYTES_HELD = 8 << 20;

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
}
