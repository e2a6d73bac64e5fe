package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.network.RawClient;

/** What a server keeps of handshakes that are decided late: it decides on 64 at a time. */
public abstract class LateDecisionsContract extends ServerFixture {

    private static final int DECIDERS = 64;

    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch late = new CountDownLatch(1);
    private final CountDownLatch allArrived = new CountDownLatch(DECIDERS + 1);
    private final List<RawClient> clients = new ArrayList<>();

    private @Nullable StandaloneEndpoint standalone;

    @BeforeEach
    void start() throws IOException {
        server.admitBy(handshake -> {
            switch (handshake.deviceId().orElseThrow()) {
                case "busy" -> await(busy);
                case "late" -> await(late);
                default -> {}
            }
            return TransportServerStub.accept(handshake);
        });
        ServerLimits limits = ServerLimits.WIDE.withHandshakes(Duration.ofSeconds(1), 100);
        standalone = start(new Counting(), ANY_PORT, limits);
    }

    @AfterEach
    void stop() throws IOException {
        busy.countDown();
        late.countDown();
        for (RawClient client : clients) {
            client.close();
        }
        server.close();
        Objects.requireNonNull(standalone).close();
    }

    @Test
    @DisplayName("RTU-54: a handshake is numbered where it is read, not where it is decided")
    void aHandshakeIsNumberedWhenItIsRead() throws IOException {
        for (int i = 0; i <= DECIDERS; i++) {
            dial("busy");
        }
        await(allArrived);
        assertThat(server.handshakes()).hasSizeLessThanOrEqualTo(DECIDERS);
    }

    @Test
    @DisplayName("RTU-54: a handshake whose socket is gone when it is decided takes nobody's place")
    void aSocketThatIsGoneTakesNobodysPlace() throws IOException {
        for (int i = 1; i < DECIDERS; i++) {
            dial("busy");
        }
        RawClient given = dial("late");
        assertThat(given.readCloseCode()).isEqualTo(1006);
        late.countDown();
        // Decided behind the late one: there is no other thread to do it.
        dial("next");
        server.next();
        assertThat(server.devices())
                .singleElement()
                .satisfies(device -> assertThat(device.id()).isEqualTo("next"));
    }

    private RawClient dial(String device) throws IOException {
        RawClient client = new RawClient(Objects.requireNonNull(standalone).uri());
        clients.add(client);
        client.send(RawClient.handshake("GET /realtime HTTP/1.1", "Device-Id: " + device));
        return client;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The stub, which tells of each handshake that was numbered. */
    private final class Counting implements RealtimeServer {

        @Override
        public long arrived() {
            allArrived.countDown();
            return server.arrived();
        }

        @Override
        public Admission admit(Handshake handshake, long arrival) {
            return server.admit(handshake, arrival);
        }

        @Override
        public ConnectionListener open(Admission.Accepted admission, Connection connection) {
            return server.open(admission, connection);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
