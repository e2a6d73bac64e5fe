package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.domain.Device;

/** What happens when, step by step in virtual time. */
class LoopbackTransportOrderTest {

    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Server server = new Server();
    private final Attempt attempt = new Attempt();
    private final LoopbackTransport transport = new LoopbackTransport(server, scheduler);

    @Test
    void nothingHappensOnTheCallersStack() {
        connect();
        assertThat(server.handshakes).isEmpty();
        scheduler.run();
        server.side.connection().send("hello", () -> attempt.events.add("written"));
        assertThat(attempt.events).containsExactly("opened V1");
        scheduler.run();
        assertThat(attempt.events).containsExactly("opened V1", "hello", "written");
        server.side.connection().close(new CloseReason(1001, "bye"));
        assertThat(attempt.events).hasSize(3);
        scheduler.run();
        assertThat(attempt.events).endsWith("Closed[code=1001, reason=bye]");
        assertThat(server.side.events).containsExactly("Closed[code=1001, reason=bye]");
    }

    @Test
    @DisplayName("RTU-50 RTU-51: the server sees path, token, device and offers")
    void theHandshakeIsTheRequest() {
        transport.connect(request("ws://any/else", Subprotocol.V1_BINARY, Subprotocol.BARE), attempt);
        scheduler.run();
        Handshake handshake = server.handshakes.get(0);
        assertThat(handshake.path()).isEqualTo("/else");
        assertThat(handshake.query()).isEmpty();
        assertThat(handshake.authorization()).contains("Bearer token");
        assertThat(handshake.deviceId()).contains("phone");
        assertThat(handshake.origin()).isEmpty();
        assertThat(handshake.subprotocols()).containsExactly("realtime-updates.v1.binary");
    }

    @Test
    void whatTheServerSendsWhileItOpensComesAfterOpened() {
        server.side.greeting = "early";
        connect();
        scheduler.run();
        assertThat(attempt.events).containsExactly("opened V1", "early");
    }

    @Test
    void anAnswerThatComesTooLateOpensNothing() {
        connect();
        scheduler.step();
        scheduler.advance(Duration.ofSeconds(10));
        assertThat(attempt.events).containsExactly("Failed[reason=no answer in time]");
        scheduler.run();
        assertThat(server.handshakes).hasSize(1);
        assertThat(server.opened).isZero();
        assertThat(attempt.events).hasSize(1);
    }

    @Test
    void anAnswerInTimeIsTheOnlyOutcome() {
        connect();
        scheduler.run();
        scheduler.advance(Duration.ofHours(1));
        scheduler.run();
        assertThat(attempt.events).containsExactly("opened V1");
    }

    @Test
    void aServerThatFailsIsAnsweredWith500() {
        server.failing = "admit";
        connect();
        assertThatThrownBy(scheduler::run).hasMessage("admit");
        scheduler.run();
        assertThat(attempt.events).containsExactly("Refused[status=500]");

        server.failing = "open";
        connect();
        assertThatThrownBy(scheduler::run).hasMessage("open");
        scheduler.run();
        assertThat(attempt.events).containsExactly("Refused[status=500]", "Refused[status=500]");
    }

    @Test
    void aListenerThatFailsEndsItsConnectionWith1011() {
        connect();
        scheduler.run();
        server.side.connection().send("fail", () -> {});
        assertThatThrownBy(scheduler::run).hasMessage("listener");
        scheduler.run();
        assertThat(attempt.events).last().asString().contains("code=1011");
        assertThat(server.side.events).last().asString().contains("code=1011");
    }

    @Test
    void aFullReceiverHoldsTheSenderUntilItConsumes() {
        connect();
        scheduler.run();
        int written = sendUntilStopped();
        assertThat(written).isEqualTo(256);
        assertThat(attempt.events).hasSize(1 + 256);

        Runnable first = attempt.unconsumed.remove();
        first.run();
        first.run();
        assertThat(attempt.events).hasSize(1 + 256);
        scheduler.run();
        assertThat(attempt.events).hasSize(1 + 257);
        assertThat(server.written).isEqualTo(257);
        server.side.connection().send("one too many", () -> server.written++);
        scheduler.run();
        assertThat(server.written)
                .as("a message consumed twice makes room once")
                .isEqualTo(257);
    }

    @Test
    void sendingBeforeTheLastMessageWasWrittenCloses() {
        connect();
        scheduler.run();
        sendUntilStopped();
        server.side.connection().send("another", () -> server.written++);
        scheduler.run();
        assertThat(server.side.events).last().asString().contains("code=1011");
    }

    @Test
    void aCloseWaitsForTheMessageUnderWay() {
        connect();
        scheduler.run();
        sendUntilStopped();
        server.side.connection().close(new CloseReason(1001, "bye"));
        scheduler.run();
        assertThat(server.side.events).isEmpty();
        attempt.unconsumed.remove().run();
        scheduler.run();
        assertThat(attempt.events).hasSize(1 + 257 + 1).last().asString().contains("code=1001");
        assertThat(server.side.events).hasSize(1);
    }

    @Test
    void aCloseDoesNotWaitForEver() {
        connect();
        scheduler.run();
        sendUntilStopped();
        server.side.connection().close(new CloseReason(4408, "too slow"));
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(2));
        scheduler.run();
        assertThat(attempt.events).hasSize(1 + 256 + 1).last().asString().contains("code=4408");
        assertThat(server.side.events).containsExactly("Closed[code=4408, reason=too slow]");
    }

    @Test
    void theOtherSideMayEndTheWaiting() {
        connect();
        scheduler.run();
        sendUntilStopped();
        server.side.connection().close(new CloseReason(1001, "first"));
        attempt.connection().close(new CloseReason(1000, "second"));
        scheduler.run();
        scheduler.advance(Duration.ofSeconds(2));
        scheduler.run();
        assertThat(attempt.events).hasSize(1 + 256 + 1).last().isEqualTo("Closed[code=1001, reason=first]");
        assertThat(server.side.events).containsExactly("Closed[code=1001, reason=first]");
    }

    @Test
    void nothingIsDeliveredToOneWhoHasClosed() {
        connect();
        scheduler.run();
        server.side.connection().send("on its way", () -> server.written++);
        attempt.connection().close(new CloseReason(1000, "enough"));
        scheduler.run();
        assertThat(attempt.events).containsExactly("opened V1", "Closed[code=1000, reason=enough]");
        assertThat(server.written).isZero();
    }

    @Test
    void bothMayCloseAtOnce() {
        connect();
        scheduler.run();
        server.side.connection().close(new CloseReason(1001, "server"));
        attempt.connection().close(new CloseReason(1000, "client"));
        scheduler.run();
        assertThat(attempt.events).containsExactly("opened V1", "Closed[code=1001, reason=server]");
        assertThat(server.side.events).containsExactly("Closed[code=1001, reason=server]");
    }

    @Test
    void aClosedTransportReachesNobody() {
        transport.close();
        connect();
        scheduler.run();
        assertThat(attempt.events).containsExactly("Failed[reason=nobody is there]");
        assertThat(server.handshakes).isEmpty();
    }

    private int sendUntilStopped() {
        attempt.holding = true;
        for (int i = 0; server.written == i; i++) {
            server.side.connection().send("message " + i, () -> server.written++);
            scheduler.run();
        }
        return server.written;
    }

    private void connect() {
        transport.connect(request("ws://any/realtime", Subprotocol.V1), attempt);
    }

    private static ConnectRequest request(String uri, Subprotocol... offers) {
        return new ConnectRequest(URI.create(uri), "phone", "token", List.of(offers), Duration.ofSeconds(10), 1 << 20);
    }

    /** Writes down what one side hears. */
    private static class Side implements ConnectionListener {

        final List<String> events = new ArrayList<>();
        final Queue<Runnable> unconsumed = new ArrayDeque<>();
        final List<Connection> connections = new ArrayList<>();
        boolean holding;
        String greeting = "";

        Connection connection() {
            return connections.get(0);
        }

        @Override
        public void received(String message, Runnable consumed) {
            if (message.equals("fail")) {
                throw new IllegalStateException("listener");
            }
            events.add(message);
            if (holding) {
                unconsumed.add(consumed);
            } else {
                consumed.run();
            }
        }

        @Override
        public void unreadable(MessageFault fault, String message, Runnable consumed) {
            events.add(fault.toString());
        }

        @Override
        public void closed(Disconnect disconnect) {
            events.add(disconnect.toString());
        }
    }

    private static final class Attempt extends Side implements ConnectAttempt {

        @Override
        public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
            connections.add(connection);
            events.add("opened " + subprotocol);
            return this;
        }

        @Override
        public void failed(Disconnect disconnect) {
            events.add(disconnect.toString());
        }
    }

    private static final class Server implements RealtimeServer {

        final List<Handshake> handshakes = new ArrayList<>();
        final Side side = new Side();
        int opened;
        int written;
        String failing = "";

        @Override
        public long arrived() {
            return handshakes.size();
        }

        @Override
        public Admission admit(Handshake handshake, long arrival) {
            failAt("admit");
            handshakes.add(handshake);
            return new Admission.Accepted(new Device("octocat", "phone"), Subprotocol.V1);
        }

        @Override
        public ConnectionListener open(Admission.Accepted admission, Connection connection) {
            failAt("open");
            opened++;
            side.connections.add(connection);
            if (!side.greeting.isEmpty()) {
                connection.send(side.greeting, () -> {});
            }
            return side;
        }

        private void failAt(String step) {
            if (failing.equals(step)) {
                throw new IllegalStateException(step);
            }
        }

        @Override
        public void close() {}
    }
}
