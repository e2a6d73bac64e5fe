package org.realtimeupdates.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.memory.LoopbackTransport;
import org.realtimeupdates.adapter.threads.ThreadScheduler;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.RecordingEvents;

/** Publishing while a backlog drains and while the handshake is under way: nothing lost, doubled or out of order. */
class RaceTest {

    private final RecordingEvents events = new RecordingEvents();
    private final Map<AccountType, List<Ref>> published = new EnumMap<>(AccountType.class);
    private final AtomicInteger number = new AtomicInteger();

    @Test
    @DisplayName("RTU-31, RTU-32: 10,000 rounds in one process")
    void tenThousandRoundsInOneProcess() throws Exception {
        try (Bench bench = new Bench();
                LoopbackTransport loopback = new LoopbackTransport(bench.service, ThreadScheduler.shared())) {
            race(bench, loopback, 10_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("RTU-31, RTU-32: 300 rounds over sockets")
    void threeHundredRoundsOverSockets(TransportName transport) throws Exception {
        try (Bench bench = new Bench(transport, server -> server)) {
            race(bench, transport.client(), 300);
        }
    }

    private void race(Bench bench, ClientTransport transport, int rounds) throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        OrderCheckingTransport checked = new OrderCheckingTransport(transport);
        RealtimeClient app = Realtime.client(bench.server.uri(), Bench.DEVICE)
                .credentials(() -> Bench.USER)
                .transport(checked)
                .options(ClientOptions.DEFAULT.withRetryDelays(Duration.ofMillis(1), Duration.ofMillis(5)))
                .events(events.ofClient())
                .build();
        for (int round = 0; round < rounds; round++) {
            publish(bench, random.nextInt(3));
            app.enterForeground();
            int live = random.nextInt(4);
            Future<?> publisher = CompletableFuture.runAsync(() -> publish(bench, live));
            if (random.nextInt(4) == 0) {
                publisher.get(20, TimeUnit.SECONDS);
            }
            if (random.nextInt(3) == 0) {
                background(app);
            }
            publisher.get(20, TimeUnit.SECONDS);
        }
        app.enterForeground();
        int all = published.values().stream().mapToInt(List::size).sum();
        bench.serverEvents.awaitRemoved(all);
        app.close();

        assertThat(events.all(ClientEvent.Applied.class)).hasSize(all);
        for (AccountType account : AccountType.values()) {
            assertThat(events.all(ClientEvent.Applied.class).stream()
                            .filter(applied -> applied.account() == account)
                            .map(ClientEvent.Applied::ref)
                            .toList())
                    .isEqualTo(published.get(account));
        }
        assertThat(checked.violations()).isEmpty();
    }

    private void publish(Bench bench, int count) {
        for (int i = 0; i < count; i++) {
            int next = number.incrementAndGet();
            AccountType account = next % 2 == 0 ? AccountType.PERSONAL : AccountType.BUSINESS;
            Ref ref = new Ref("u" + next);
            published.computeIfAbsent(account, none -> new ArrayList<>()).add(ref);
            bench.publish(ref.value(), account, Action.NEW, Entities.of(EntityTypes.MESSAGE, Bench.message("m")));
        }
    }

    private static void background(RealtimeClient app)
            throws InterruptedException, ExecutionException, TimeoutException {
        app.enterBackground().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
