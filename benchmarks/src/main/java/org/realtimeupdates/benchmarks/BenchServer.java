package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.dagger.ServerStore;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;

/**
 * A standalone server with a store in memory, in a process of its own: {@code BenchServer PORT TRANSPORT}. What a device named {@code stalled…} has
 * waiting never ends. Takes orders by line: {@code memory}, {@code publish APPS}, {@code load APPS RATE SECONDS}, {@code counts}.
 */
final class BenchServer {

    /** A token that begins with it is nobody's. */
    static final String WRONG_TOKEN = "wrong";

    private static final int MAX_CONNECTIONS = 20_000;

    private final RealtimeService service;
    private final Latencies latencies = new Latencies();
    private final AtomicLong tooSlow = new AtomicLong();
    private final AtomicLong disconnected = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    private BenchServer(int port, OurTransport transport) throws IOException {
        service = Realtime.server()
                .authenticator(Authenticator.ofUsers(
                        token -> token.startsWith(WRONG_TOKEN) ? Optional.empty() : Optional.of(token)))
                .store(BenchServer::store)
                .events(this::count)
                .build();
        OurTransport.Serving server = transport.serve(
                service, port, StandaloneServerOptions.DEFAULT.withMaxConnections(MAX_CONNECTIONS, MAX_CONNECTIONS));
        System.out.println("listening " + server.uri());
    }

    private static ServerStore store(ResetUpdates resets) {
        ServerStore memory = ServerStore.inMemory(PendingLimits.DEFAULT, InstantSource.system(), resets);
        return new ServerStore(
                new EndlessBacklog(memory.pendingUpdates()),
                memory.devices(),
                memory.handledCommands(),
                memory.mailboxDirectory(),
                memory.unappliedUpdates(),
                memory.expiry());
    }

    public static void main(String[] arguments) throws Exception {
        BenchServer server = new BenchServer(Integer.parseInt(arguments[0]), OurTransport.valueOf(arguments[1]));
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(server.answer(order.split(" ", -1)));
            }
        }
        System.exit(0);
    }

    private String answer(String[] order) throws InterruptedException {
        return switch (order[0]) {
            case "memory" -> MemoryInUse.now().toString();
            case "publish" -> publish(Integer.parseInt(order[1]));
            case "load" -> load(Integer.parseInt(order[1]), Integer.parseInt(order[2]), Integer.parseInt(order[3]));
            default -> "counts " + tooSlow + " " + disconnected + " " + refused;
        };
    }

    private String publish(int apps) {
        for (int app = 0; app < apps; app++) {
            service.publisher().publish(update(app));
        }
        return "published";
    }

    /** Publishes to one app after the other at a steady rate; late publications are made up for, and count as late. */
    private String load(int apps, int rate, int seconds) throws InterruptedException {
        latencies.clear();
        long begin = System.nanoTime();
        long gap = Duration.ofSeconds(1).toNanos() / rate;
        for (int i = 0; i < rate * seconds; i++) {
            long due = begin + i * gap;
            long early = due - System.nanoTime();
            if (early > 0) {
                Thread.sleep(early / 1_000_000, (int) (early % 1_000_000));
            }
            Publication publication = update(i % apps);
            latencies.published(publication.ref().orElseThrow(), due);
            service.publisher().publish(publication);
        }
        return latencies.await(rate * seconds);
    }

    private Publication update(int app) {
        String name = ManyApps.name(app);
        return Publication.of(
                        Recipient.device(name, name),
                        AccountType.PERSONAL,
                        Action.UPDATE,
                        EntityTypes.MESSAGE,
                        new Message("m", "trip", name, "Hello, this is a message", null))
                .withRef(latencies.newRef());
    }

    private void count(ServerEvent event) {
        if (event instanceof ServerEvent.Replied replied) {
            latencies.replied(replied.refs());
        } else if (event instanceof ServerEvent.TooSlow) {
            tooSlow.incrementAndGet();
        } else if (event instanceof ServerEvent.Disconnected) {
            disconnected.incrementAndGet();
        } else if (event instanceof ServerEvent.Refused) {
            refused.incrementAndGet();
        }
    }
}
