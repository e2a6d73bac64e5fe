package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.micrometer.ClientMetrics;
import org.realtimeupdates.adapter.micrometer.ServerMetrics;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.testfixtures.RecordingEvents;

/** What the meters of both halves show of one story over a real WebSocket. */
class MetricsStoryTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RecordingEvents events = new RecordingEvents();
    private final ClientStore store = ClientStore.inMemory();
    private Bench bench;

    @BeforeEach
    void aServerWithAWindowOfTwo() throws IOException {
        bench = new Bench(server -> server.options(ServerOptions.DEFAULT.withWindow(2))
                .events(new ServerMetrics(registry, Tags.empty()).and(events.ofServer())));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aBacklogIsSentLostSentAgainAndReplied() {
        for (String ref : new String[] {"a", "b", "c"}) {
            bench.publishMessage(ref);
        }
        LossyTransport network = new LossyTransport(TyrusTransport.shared());
        network.loseWhatIsSent();
        RealtimeClient unlucky = app(network);
        unlucky.start();
        events.awaitCount(ClientEvent.Applied.class, 2);
        events.awaitCount(ServerEvent.WindowFilled.class, 1);
        unlucky.close();
        events.awaitCount(ServerEvent.Disconnected.class, 1);

        RealtimeClient app = app(TyrusTransport.shared());
        app.start();
        events.awaitRemoved(3);
        events.awaitState(ConnectionState.CaughtUp.class);
        app.close();
        events.awaitCount(ServerEvent.Disconnected.class, 2);

        assertThat(count("realtime.server.updates.published")).isEqualTo(3);
        assertThat(count("realtime.server.updates.sent")).isEqualTo(5);
        assertThat(count("realtime.server.updates.redelivered")).isEqualTo(2);
        assertThat(count("realtime.server.updates.replied")).isEqualTo(3);
        assertThat(registry.get("realtime.server.reply.latency").timer().count())
                .isEqualTo(3);
        assertThat(registry.get("realtime.server.window.full").timer().count()).isPositive();
        assertThat(registry.get("realtime.server.connections").gauge().value()).isZero();
        assertThat(count("realtime.server.connections.opened")).isEqualTo(2);
        assertThat(registry.get("realtime.server.backlog").summary().totalAmount())
                .isEqualTo(6);
        assertThat(count("realtime.client.updates.applied")).isEqualTo(3);
        assertThat(count("realtime.client.updates.duplicates")).isEqualTo(2);
        assertThat(registry.get("realtime.client.drain")
                        .tag("account", "personal")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    private RealtimeClient app(ClientTransport network) {
        return bench.app(builder -> builder.store(store)
                .transport(network)
                .events(new ClientMetrics(registry, Tags.empty()).and(events.ofClient())));
    }

    /** Over all tags. */
    private double count(String name) {
        return registry.get(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
