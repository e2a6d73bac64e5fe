package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;

/**
 * Apps with stores in memory that share the threads of one process: {@code ManyApps URL FIRST COUNT}. Tells by line, with the time in
 * milliseconds, of each attempt to connect, of each app that is caught up or has lost its connection, and of each update applied.
 * Takes the orders {@code memory} and {@code quiet}.
 */
final class ManyApps {

    private static final AtomicInteger QUIET = new AtomicInteger();

    private ManyApps() {}

    /** The user and device of an app. */
    static String name(int app) {
        return "app" + app;
    }

    public static void main(String[] arguments) throws Exception {
        URI url = URI.create(arguments[0]);
        int first = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        System.out.println(MemoryInUse.now());
        for (int app = first; app < first + count; app++) {
            String name = name(app);
            RealtimeClient client = Realtime.client(url, name)
                    .credentials(() -> name)
                    .events(ManyApps::tell)
                    .build();
            client.start();
        }
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                if (order.equals("quiet")) {
                    QUIET.incrementAndGet();
                }
                System.out.println(order.equals("memory") ? MemoryInUse.now() : order);
            }
        }
        System.exit(0);
    }

    private static void tell(ClientEvent event) {
        if (QUIET.get() > 0) {
            return;
        }
        if (event instanceof ClientEvent.Applied) {
            tell("applied");
        } else if (event instanceof ClientEvent.StateChanged to) {
            if (to.state() instanceof ConnectionState.Connecting) {
                tell("attempt");
            } else if (to.state() instanceof ConnectionState.CaughtUp) {
                tell("caughtUp");
            } else if (to.state() instanceof ConnectionState.Stopped) {
                tell("stopped");
            }
        }
    }

    private static void tell(String what) {
        System.out.println(what + " " + System.currentTimeMillis());
    }
}
