package org.realtimeupdates.adapter.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realtimeupdates.adapter.cli.TransportName;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.testfixtures.network.ByteFault;
import org.realtimeupdates.testfixtures.network.Direction;

/** The short form of {@link FaultCampaign}: a network that fails in any state of a connection costs no update and doubles none. */
class FaultTest {

    private static final int SAMPLES = 12;
    private static final long PATIENCE_MILLIS = 20_000;

    /** Less than a request or its answer has. */
    private static final int INSIDE_A_HANDSHAKE = 100;

    private FaultServer server;

    /** What carries both ends. */
    TransportName transport() {
        return TransportName.tyrus;
    }

    @BeforeEach
    void start() throws Exception {
        server = new FaultServer(transport());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "RESET", "HALF_CLOSE", "CUT_AT_CLIENT", "STALL"})
    @DisplayName("RTU-32, RTU-57: a fault at a byte of the handshake or of a frame")
    void aFaultAtAByte(ByteFault fault) throws Exception {
        Extent extent = Extent.measure(server);
        for (Direction direction : Direction.values()) {
            for (int sample = 0; sample < SAMPLES; sample++) {
                long bytes = extent.bytes(direction) * sample / SAMPLES;
                assertInSyncAfter(direction, bytes, fault);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLACK_HOLE", "CUT_AT_SERVER"})
    @DisplayName("RTU-52, RTU-57: a handshake of which nothing more is heard")
    void aHandshakeOfWhichNothingMoreIsHeard(ByteFault fault) throws Exception {
        for (Direction direction : Direction.values()) {
            assertInSyncAfter(direction, 0, fault);
            assertInSyncAfter(direction, INSIDE_A_HANDSHAKE, fault);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "RESET", "HALF_CLOSE", "CUT_AT_CLIENT"})
    @DisplayName("RTU-32, RTU-57: a fault while nothing happens")
    void aFaultWhileNothingHappens(ByteFault fault) throws Exception {
        for (Direction direction : Direction.values()) {
            try (Journey journey = new Journey(server, "idle-" + fault + direction)) {
                journey.depart();
                assertThat(journey.witness().awaitInSync(PATIENCE_MILLIS)).isTrue();
                journey.network().faultAfter(direction, 0, fault);
                journey.publish(AccountType.PERSONAL, "p4");
                journey.arrive(PATIENCE_MILLIS);
                assertThat(journey.witness().violations()).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("RTU-57: a server that cannot be reached for a while")
    void aServerThatCannotBeReachedForAWhile() throws Exception {
        try (Journey journey = new Journey(server, "away")) {
            journey.network().refuseConnections();
            journey.depart();
            assertThat(journey.witness().awaitState(ConnectionState.Waiting.class, PATIENCE_MILLIS))
                    .isTrue();
            journey.network().acceptConnections();
            journey.arrive(PATIENCE_MILLIS);
            assertThat(journey.witness().violations()).isEmpty();
        }
    }

    @Test
    @DisplayName("RTU-1: a network that delivers a few bytes at a time, and late")
    void aSlowNetworkThatTearsEverythingApart() throws Exception {
        try (Journey journey = new Journey(server, "slow")) {
            for (Direction direction : Direction.values()) {
                journey.network().split(direction, 3);
                journey.network().delay(direction, Duration.ofMillis(5));
            }
            journey.depart();
            journey.arrive(PATIENCE_MILLIS);
            assertThat(journey.witness().violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "RESET", "HALF_CLOSE", "BLACK_HOLE", "CUT_AT_CLIENT", "CUT_AT_SERVER"})
    @DisplayName("RTU-58: a fault while the connection is being closed")
    void aFaultWhileTheConnectionIsBeingClosed(ByteFault fault) throws Exception {
        for (Direction direction : Direction.values()) {
            try (Journey journey = new Journey(server, "closing-" + fault + direction)) {
                journey.depart();
                assertThat(journey.witness().awaitInSync(PATIENCE_MILLIS)).isTrue();
                journey.network().faultAfter(direction, 1, fault);
                journey.publish(AccountType.PERSONAL, "p4");
                journey.app().enterBackground().toCompletableFuture().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                journey.app().enterForeground();
                journey.arrive(PATIENCE_MILLIS);
                assertThat(journey.witness().violations()).isEmpty();
            }
        }
    }

    private void assertInSyncAfter(Direction direction, long bytes, ByteFault fault) throws Exception {
        String name = fault + "-" + direction + "-" + bytes;
        try (Journey journey = new Journey(server, name)) {
            assertThat(journey.depart(direction, bytes, fault, PATIENCE_MILLIS))
                    .as(name)
                    .isEmpty();
        }
    }
}
