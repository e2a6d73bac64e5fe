package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A long backlog of one device, drained by an app with 128 MiB of heap from a server with 256 MiB, on SQLite and on PostgreSQL, against a short
 * one in the same run. Writes the heap of both over time as SVG. Usage: {@code LongBacklog FOLDER [LONG [SHORT]]}.
 */
final class LongBacklog {

    private static final long WITHOUT_A_BOUND = 1L << 40;

    private LongBacklog() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int large = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        int small = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10_000;
        System.out.println("| server's store | updates | drained in s | µs an update | first tenth | last tenth |");
        System.out.println("|---|---|---|---|---|---|");
        try (BenchDatabases databases = new BenchDatabases()) {
            for (String store : List.of("sqlite", "postgresql")) {
                for (int updates : List.of(small, large)) {
                    String name =
                            store.equals("sqlite") ? "sqlite:" + databases.newFile() : databases.newPostgresqlUrl();
                    drain(store, name, updates, databases.newFile(), folder);
                }
            }
        }
        System.exit(0);
    }

    private static void drain(String label, String store, int updates, Path database, Path folder) throws Exception {
        CompletableFuture<String> url = new CompletableFuture<>();
        CountDownLatch published = new CountDownLatch(updates);
        List<String> serve = List.of(
                "serve",
                "--port",
                "0",
                "--store",
                store,
                "--max-pending",
                String.valueOf(2 * updates),
                "--max-pending-bytes",
                String.valueOf(WITHOUT_A_BOUND));
        try (Program server = new Program("256m", serve, line -> heard(line, url, published));
                HeapSamples serverHeap = new HeapSamples(server.pid())) {
            url.get();
            publish(server, updates);
            published.await();
            measure(label, url.get(), updates, database, folder, serverHeap);
        }
    }

    private static void measure(
            String label, String url, int updates, Path database, Path folder, HeapSamples serverHeap)
            throws Exception {
        AtomicLong applied = new AtomicLong();
        long[] at = new long[updates + 1];
        List<String> listen = List.of(
                "listen",
                "--url",
                url,
                "--token",
                "ann",
                "--device",
                "phone",
                "--database",
                "sqlite:" + database,
                "--exit-when-caught-up");
        try (Program client = new Program("128m", listen, line -> {
                    if (line.startsWith("{\"applied\"")) {
                        at[(int) applied.incrementAndGet()] = System.nanoTime();
                    }
                });
                HeapSamples clientHeap = new HeapSamples(client.pid())) {
            int exitCode = client.awaitExit();
            if (exitCode != 0 || applied.get() != updates) {
                throw new IllegalStateException("exit code " + exitCode + " after " + applied + " of " + updates);
            }
            int tenth = updates / 10;
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f | %.1f | %.1f |%n",
                    label,
                    updates,
                    (at[updates] - at[1]) / 1e9,
                    micros(at, 1, updates),
                    micros(at, 1, tenth),
                    micros(at, updates - tenth, updates));
            if (updates >= 100_000) {
                plot(label, updates, folder, serverHeap.samples(), clientHeap.samples());
            }
        }
    }

    private static void plot(
            String label, int updates, Path folder, List<double[]> serverHeap, List<double[]> clientHeap)
            throws IOException {
        List<double[]> sinceConnect = new ArrayList<>();
        double drainBegan =
                serverHeap.get(serverHeap.size() - 1)[0] - clientHeap.get(clientHeap.size() - 1)[0];
        serverHeap.stream()
                .filter(sample -> sample[0] >= drainBegan)
                .forEach(sample -> sinceConnect.add(new double[] {sample[0] - drainBegan, sample[1]}));
        new SvgPlot(
                        "Draining " + updates + " updates, server on " + label,
                        "seconds since the app was started",
                        "MiB of heap in use")
                .line("server, -Xmx256m", sinceConnect)
                .line("app, -Xmx128m", clientHeap)
                .write(folder.resolve("backlog-" + label + ".svg"));
    }

    private static double micros(long[] at, int from, int to) {
        return (at[to] - at[from]) / 1e3 / Math.max(1, to - from);
    }

    private static void heard(String line, CompletableFuture<String> url, CountDownLatch published) {
        if (line.startsWith("{\"published\"")) {
            published.countDown();
        } else if (line.startsWith("{\"listening\"")) {
            url.complete(line.substring(line.indexOf("ws:"), line.lastIndexOf('"')));
        }
    }

    private static void publish(Program server, int updates) throws IOException {
        for (int i = 0; i < updates; i++) {
            server.type(
                    "{\"to\":{\"user\":\"ann\",\"device\":\"phone\"},\"account\":\"personal\",\"update\":{\"action\":\"new\","
                            + "\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"m" + i
                            + "\",\"group\":\"trip\",\"sender\":\"bob\",\"text\":\"Hello, this is message " + i
                            + "\"}]}}}\n");
        }
        server.flush();
    }
}
