package org.realtimeupdates.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

class ClientMetricsTest {

    private static final AccountType ACCOUNT = AccountType.BUSINESS;

    private final Meters meters = new Meters();
    private final ClientMetrics metrics = new ClientMetrics(meters.registry, Meters.TAGS);

    @Test
    void updatesAreCountedByTheirAccount() {
        metrics.on(applied("message"));
        metrics.on(applied("invoice"));
        metrics.on(applied("reset"));
        metrics.on(new ClientEvent.AlreadyProcessed(ACCOUNT, new Ref("a")));
        metrics.on(new ClientEvent.StoreFailed(ACCOUNT, "disk full"));

        assertThat(meters.count("realtime.client.updates.applied", "account", "business"))
                .isEqualTo(2);
        assertThat(meters.count("realtime.client.updates.resets", "account", "business"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.client.updates.duplicates", "account", "business"))
                .isEqualTo(1);
        assertThat(meters.count("realtime.client.store.faults", "account", "business"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void quarantinedUpdatesAreCountedByTheirCause(QuarantinedUpdate.Cause cause) {
        metrics.on(new ClientEvent.Quarantined(new QuarantinedUpdate(
                Optional.empty(), Optional.empty(), "", List.of(), cause, "", 0, Instant.EPOCH, "{}")));

        assertThat(meters.count(
                        "realtime.client.updates.quarantined",
                        "cause",
                        cause.name().toLowerCase(Locale.ROOT)))
                .isEqualTo(1);
    }

    // RTU-35
    @Test
    void aBacklogIsTimedUntilItIsProcessed() {
        metrics.on(new ClientEvent.BacklogStarted(ACCOUNT, 100));
        meters.clock.add(Duration.ofSeconds(9));
        metrics.on(new ClientEvent.BacklogStarted(ACCOUNT, 40));
        metrics.on(new ClientEvent.BacklogStarted(AccountType.PERSONAL, 0));
        meters.clock.add(Duration.ofSeconds(3));
        metrics.on(new ClientEvent.CaughtUp(ACCOUNT));
        metrics.on(new ClientEvent.CaughtUp(ACCOUNT));

        Timer drain = meters.registry
                .get("realtime.client.drain")
                .tag("account", "business")
                .timer();
        assertThat(drain.count()).isEqualTo(1);
        assertThat(drain.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(meters.registry
                        .get("realtime.client.backlog")
                        .tag("account", "business")
                        .summary()
                        .totalAmount())
                .isEqualTo(140);
    }

    static Stream<Arguments> states() {
        return Stream.of(
                Arguments.of("idle", new ConnectionState.Idle()),
                Arguments.of("connecting", new ConnectionState.Connecting()),
                Arguments.of("connected", new ConnectionState.Connected(Subprotocol.V1)),
                Arguments.of("caught-up", new ConnectionState.CaughtUp(7)),
                Arguments.of("waiting", new ConnectionState.Waiting("lost", Duration.ofSeconds(1))),
                Arguments.of("closing", new ConnectionState.Closing()),
                Arguments.of("stopped", new ConnectionState.Stopped("forbidden")));
    }

    @ParameterizedTest
    @MethodSource("states")
    void eachStateIsCountedWhenItIsEntered(String name, ConnectionState state) {
        metrics.on(new ClientEvent.StateChanged(state));
        metrics.on(new ClientEvent.StateChanged(state));

        assertThat(meters.count("realtime.client.state.changes", "state", name)).isEqualTo(2);
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                Arguments.of("processed", CommandOutcome.processed()),
                Arguments.of("rejected", CommandOutcome.rejected("no")),
                Arguments.of("unconfirmed", new CommandOutcome.Unconfirmed()),
                Arguments.of("expired", new CommandOutcome.Expired()));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void answeredCommandsAreCountedByTheirOutcome(String name, CommandOutcome outcome) {
        metrics.on(new ClientEvent.CommandAnswered(ACCOUNT, new Ref("c"), "mute", outcome));

        assertThat(meters.count("realtime.client.commands.answered", "outcome", name))
                .isEqualTo(1);
    }

    private static ClientEvent applied(String type) {
        return new ClientEvent.Applied(ACCOUNT, new Ref("r"), Action.NEW, type, List.of("i"), false, true);
    }
}
