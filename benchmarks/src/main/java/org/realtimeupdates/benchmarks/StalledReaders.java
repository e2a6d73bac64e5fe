package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Clients with a long backlog that never read, beside apps that do: what they cost the server, and what the apps notice of them. Phases
 * with and without them take turns in one run; then a flood of attempts to connect. Usage: {@code StalledReaders [ROUNDS [CLIENTS]]}.
 */
final class StalledReaders {

    private static final int RATE = 1_000;
    private static final int PHASE_SECONDS = 6;
    private static final int FLOOD_SECONDS = 12;
    private static final int FLOOD = 20_000;
    private static final long SETTLE_MILLIS = 3_000;
    private static final long TOO_SLOW_MILLIS = 36_000;
    private static final double KIB = 1_024;

    private final Worker server;
    private final Worker stalled;
    private final int clients;
    private final List<Long> alone = new ArrayList<>();
    private final List<Long> beside = new ArrayList<>();

    private StalledReaders(Worker server, Worker stalled, int clients) {
        this.server = server;
        this.stalled = stalled;
        this.clients = clients;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int clients = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        News news = new News();
        try (Worker server = new Worker(BenchServer.class, "768m", List.of("0", "TYRUS"), line -> {})) {
            String url = server.answer().substring("listening ".length());
            String port = url.replaceAll(".*:(\\d+)/.*", "$1");
            try (Worker apps =
                            new Worker(ManyApps.class, "512m", List.of(url, "0", String.valueOf(clients)), news::add);
                    Worker stalled = new Worker(RawClients.class, "128m", List.of(port), line -> {})) {
                apps.answer();
                if (!news.await("caughtUp", clients, 60_000)) {
                    throw new IllegalStateException("the apps do not connect");
                }
                apps.ask("quiet");
                new StalledReaders(server, stalled, clients).run(rounds);
            }
        }
        System.exit(0);
    }

    private void run(int rounds) throws Exception {
        System.out.println("| " + clients + " apps, " + RATE
                + " updates a second | p50 µs | p99 µs | p99.9 µs | heap, MiB | resident, MiB |");
        System.out.println("|---|---|---|---|---|---|");
        load("warm-up", FLOOD_SECONDS);
        long heapAlone = 0;
        long heapBeside = 0;
        for (int round = 0; round < rounds; round++) {
            alone.add(load("alone", PHASE_SECONDS));
            heapAlone = server.memory().heap();
            stalled.ask("stall " + clients);
            load("as " + clients + " stalled come", PHASE_SECONDS);
            beside.add(load("beside " + clients + " stalled", PHASE_SECONDS));
            heapBeside = server.memory().heap();
            if (round < rounds - 1) {
                stalled.ask("release");
                Thread.sleep(SETTLE_MILLIS);
            }
        }
        Thread.sleep(TOO_SLOW_MILLIS);
        String[] counts = server.ask("counts").split(" ", -1);
        stalled.ask("release");
        System.out.printf(
                Locale.ROOT,
                "%np99 beside / alone, median of %d rounds: %.2f; a stalled one costs %.0f KiB of heap; %s of them"
                        + " were closed for being slow%n",
                rounds,
                medianRatio(),
                (heapBeside - heapAlone) / KIB / clients,
                counts[1]);
        flood();
    }

    private void flood() throws Exception {
        Thread.sleep(SETTLE_MILLIS);
        long before = load("alone", FLOOD_SECONDS);
        String[] countsBefore = server.ask("counts").split(" ", -1);
        stalled.tell("flood " + FLOOD + " " + FLOOD / FLOOD_SECONDS);
        CompletableFuture<String> flood = CompletableFuture.supplyAsync(this::answerOfTheFlood);
        long during = load("in a flood", FLOOD_SECONDS);
        String[] outcome = flood.get().split(" ", -1);
        String[] counts = server.ask("counts").split(" ", -1);
        System.out.printf(
                Locale.ROOT,
                "%n%s attempts in %s s, %s answered, %s failed, %d refused; %d apps lost; p99 in the flood / alone:"
                        + " %.2f%n",
                outcome[1],
                outcome[2],
                outcome[3],
                outcome[4],
                Long.parseLong(counts[3]) - Long.parseLong(countsBefore[3]),
                Long.parseLong(counts[2]) - Long.parseLong(countsBefore[2]),
                (double) during / before);
    }

    private String answerOfTheFlood() {
        try {
            return stalled.answer();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A phase; its 99th percentile. */
    private long load(String phase, int seconds) throws IOException, InterruptedException {
        String[] latency =
                server.ask("load " + clients + " " + RATE + " " + seconds).split(" ", -1);
        if (Integer.parseInt(latency[1]) < RATE * seconds) {
            System.out.println("only " + latency[1] + " of " + RATE * seconds + " updates were replied");
        }
        MemoryInUse memory = server.memory();
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %.1f | %.1f |%n",
                phase,
                latency[2],
                latency[3],
                latency[4],
                memory.heap() / KIB / KIB,
                memory.resident() / KIB / KIB);
        return Long.parseLong(latency[3]);
    }

    private double medianRatio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < alone.size(); i++) {
            ratios.add((double) beside.get(i) / alone.get(i));
        }
        return ratios.stream().sorted().toList().get(ratios.size() / 2);
    }
}
