package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A fresh publisher and a fresh app of a contender, each a process of its own, and its broker between them. Nothing of it outlives this
 * process.
 */
final class Pair implements AutoCloseable {

    private static final String HEAP = "4g";
    private static final long PATIENCE_MILLIS = 600_000;
    private static final int WARM_UP_UPDATES = 100_000;

    private static final Set<Pair> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(Pair::close)));
    }

    private final String heap;
    private final News news = new News();
    private final List<Runnable> parts = new ArrayList<>();
    private final Worker publisher;
    private final Worker app;

    /** Starts it; the app is connected. {@code spec} as {@link Contenders} reads it. */
    Pair(String spec) throws Exception {
        this(spec, HEAP);
    }

    /** As above, with another heap for each process. */
    Pair(String spec, String heap) throws Exception {
        this.heap = heap;
        Path folder = Files.createTempDirectory("contender");
        OPEN.add(this);
        parts.add(() -> delete(folder));
        try {
            Optional<Broker> broker = Contenders.of(spec).startBroker(folder);
            if (broker.isPresent()) {
                parts.add(broker.get()::close);
                broker.get().awaitPort();
            }
            int brokerPort = broker.map(Broker::port).orElse(0);
            publisher = worker(PublisherProcess.class, spec, brokerPort, folder);
            int port = Integer.parseInt(publisher.answer().substring("listening ".length()));
            app = worker(AppProcess.class, spec, port, folder);
            app.answer();
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private Worker worker(Class<?> main, String spec, int port, Path folder) throws IOException {
        Worker worker = new Worker(main, heap, List.of(spec, String.valueOf(port), folder.toString()), news::add);
        parts.add(worker::close);
        return worker;
    }

    /** Does so for so long: by then the compilers of both processes have mostly done their work. */
    void warmUp(Duration time, Load load) throws Exception {
        for (long begin = System.nanoTime(); System.nanoTime() - begin < time.toNanos(); ) {
            load.publish(this, WARM_UP_UPDATES);
        }
    }

    /** Publishes so many; the seconds from the first publication to the last acknowledgement. */
    double live(int updates) throws Exception {
        expect(updates);
        publisher.tell("publish " + updates);
        await("acked");
        await("kept");
        return seconds();
    }

    /** The same for a backlog that was made while the app was away: from when it begins to connect. */
    double drain(int updates) throws Exception {
        app.ask("disconnect");
        expect(updates);
        publisher.tell("publish " + updates);
        await("kept");
        news.clear();
        app.tell("connect");
        await("acked");
        app.answer();
        return seconds();
    }

    /** How long updates take, from when they are due to when the app's specific action has them. */
    Quantiles latency(int rate, int seconds) throws Exception {
        app.ask("clear");
        expect(rate * seconds);
        publisher.tell("pace " + rate + " " + seconds);
        await("acked");
        await("kept");
        return Quantiles.parse(app.ask("latency"));
    }

    private void expect(int updates) throws IOException {
        news.clear();
        publisher.tell("expect " + updates);
        app.tell("expect " + updates);
    }

    private void await(String word) throws InterruptedException, TimeoutException {
        if (!news.await(word, 1, PATIENCE_MILLIS)) {
            throw new TimeoutException(word);
        }
    }

    private double seconds() {
        return (news.of("acked").get(0) - news.of("begun").get(0)) / 1e9;
    }

    @Override
    public synchronized void close() {
        for (int i = parts.size() - 1; i >= 0; i--) {
            parts.get(i).run();
        }
        parts.clear();
        OPEN.remove(this);
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("not deleted: " + e);
        }
    }

    /** A way to publish updates: {@link #live} or {@link #drain}. */
    @FunctionalInterface
    interface Load {

        /** The seconds that it took. */
        double publish(Pair pair, int updates) throws Exception;
    }

    /** Of so many updates, in microseconds. */
    record Quantiles(int count, int p50, int p99, int p999, int max) {

        /** What an app has told. */
        static Quantiles parse(String line) {
            String[] words = line.split(" ", -1);
            return new Quantiles(
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Integer.parseInt(words[3]),
                    Integer.parseInt(words[4]),
                    Integer.parseInt(words[5]));
        }
    }
}
