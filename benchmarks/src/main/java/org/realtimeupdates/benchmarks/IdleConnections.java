package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Many idle connections to one standalone server: what each costs; then the server is killed and started again, an update is published to
 * each app, and all must be in sync again. Writes the curve of arrivals as SVG. Usage: {@code IdleConnections FOLDER [APPS]}.
 */
final class IdleConnections {

    private static final int PROCESSES = 2;
    private static final long START_PATIENCE_MILLIS = 90_000;
    private static final long SYNC_PATIENCE_MILLIS = 60_000;
    private static final long BOUND_SECONDS = 30;
    private static final double KIB = 1_024;

    /** What a handshake leaves behind is gone after this. */
    private static final long HANDSHAKE_MILLIS = 10_000;

    private final Path folder;
    private final int apps;
    private final News news = new News();

    private IdleConnections(Path folder, int apps) {
        this.folder = folder;
        this.apps = apps;
    }

    public static void main(String[] arguments) throws Exception {
        int apps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        System.exit(new IdleConnections(Path.of(arguments[0]), apps).run() ? 0 : 1);
    }

    private boolean run() throws Exception {
        List<Worker> clients = new ArrayList<>();
        try (Worker server = server(0)) {
            String url = server.answer().substring("listening ".length());
            MemoryInUse before = server.memory();
            List<MemoryInUse> clientsBefore = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                clients.add(apps(url, i * apps / PROCESSES));
                clientsBefore.add(MemoryInUse.parse(clients.get(i).answer()));
            }
            news.await("caughtUp", apps, START_PATIENCE_MILLIS);
            Thread.sleep(HANDSHAKE_MILLIS);
            System.out.printf(
                    Locale.ROOT,
                    "| %d idle connections | heap, KiB each | resident, KiB each |%n|---|---|---|%n",
                    apps);
            print("server", before, server.memory(), apps);
            for (int i = 0; i < PROCESSES; i++) {
                Worker client = clients.get(i);
                print("process " + (i + 1) + " of apps", clientsBefore.get(i), client.memory(), apps / PROCESSES);
            }
            news.clear();
            long cut = System.currentTimeMillis();
            server.kill();
            return awaitReturn(Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1")), cut);
        } finally {
            clients.forEach(Worker::close);
        }
    }

    private boolean awaitReturn(int port, long cut) throws Exception {
        try (Worker server = server(port)) {
            server.answer();
            long up = System.currentTimeMillis();
            server.ask("publish " + apps);
            boolean all = news.await("applied", apps, SYNC_PATIENCE_MILLIS)
                    && news.await("caughtUp", apps, SYNC_PATIENCE_MILLIS);
            ArrivalCurve curve = new ArrivalCurve(cut, news);
            System.out.println();
            System.out.println(curve.summary(apps, up - cut));
            curve.plot(folder.resolve("reconnects.svg"), apps);
            return all && curve.lastInSyncSeconds() <= BOUND_SECONDS;
        }
    }

    private static Worker server(int port) throws IOException {
        return new Worker(BenchServer.class, "512m", List.of(String.valueOf(port), "TYRUS"), line -> {});
    }

    private Worker apps(String url, int first) throws IOException {
        List<String> arguments = List.of(url, String.valueOf(first), String.valueOf(apps / PROCESSES));
        return new Worker(ManyApps.class, "768m", arguments, news::add);
    }

    private static void print(String who, MemoryInUse before, MemoryInUse after, int connections) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f |%n",
                who,
                (after.heap() - before.heap()) / KIB / connections,
                (after.resident() - before.resident()) / KIB / connections);
    }
}
