package org.realtimeupdates.adapter.cli.kill;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realtimeupdates.adapter.cli.RealtimeCommand;
import org.realtimeupdates.adapter.cli.kill.KillPlan.Victim;

/**
 * Real processes of {@code serve} and {@code listen}, killed at random moments while updates flow, started again, and compared: what was
 * published against a journal that the database of the app writes in the transaction of the effect.
 */
final class KillHarness implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    /** So many lines wait for their confirmation at most. */
    private static final int UNCONFIRMED = 40;

    /**
     * With so many published and not applied no more are published: an app that is killed or cut off before it has caught up waits longer
     * and longer before it connects again.
     */
    private static final int MAX_BACKLOG = 300;

    /** A kill comes up to so long after the app has applied something since the last one. */
    private static final int MAX_DELAY_MILLIS = 120;

    /** When nothing is applied for so long, what is missing is taken for lost; the comparison at the end tells whether it is. */
    private static final long LOST_SECONDS = 3;

    private static final Pattern PUBLISHED = Pattern.compile("\\{\"published\":\"([^\"]+)\".*");
    private static final Pattern LISTENING = Pattern.compile("\\{\"listening\":.*");
    private static final Pattern APPLIED = Pattern.compile("\\{\"applied\":.*");

    private final KillPlan plan;
    private final Path clientFile;
    private final int port;
    private final Random random;
    private final Published published = new Published();
    private final Semaphore listening = new Semaphore(0);
    private final Semaphore applied = new Semaphore(0);
    private final AtomicLong appliedLines = new AtomicLong();
    private int appliedAtLastKill;
    private long linesAtLastKill;
    private long takenForLost;
    private KillableProcess server;
    private KillableProcess client;

    KillHarness(KillPlan plan, Path folder) throws IOException, InterruptedException {
        this.plan = plan;
        this.clientFile = folder.resolve("client.db");
        this.random = new Random(plan.seed());
        this.port = freePort();
        this.server = startServer();
        await(listening, "the server to listen", server);
        try (KillableProcess first = startClient("--exit-when-caught-up")) {
            first.awaitExit(PATIENCE_SECONDS);
        }
        Journal.create(clientFile);
        this.client = startClient();
    }

    /**
     * Kills as planned, lets all come to rest, and compares.
     *
     * @param progress told the number of kills so far
     */
    KillReport run(IntConsumer progress) throws IOException, InterruptedException {
        for (int kill = 1; kill <= plan.kills(); kill++) {
            applied.drainPermits();
            feedUntilApplied();
            feedFor(random.nextInt(MAX_DELAY_MILLIS * 1_000));
            kill();
            progress.accept(kill);
        }
        return rest();
    }

    private void kill() throws IOException, InterruptedException {
        appliedAtLastKill = new Journal(clientFile).size();
        linesAtLastKill = appliedLines.get();
        takenForLost = 0;
        boolean killServer = plan.victims().contains(Victim.SERVER);
        boolean killClient = plan.victims().contains(Victim.CLIENT);
        if (killServer && killClient && random.nextBoolean()) {
            client.kill();
            server.kill();
        } else {
            if (killServer) {
                server.kill();
            }
            if (killClient) {
                client.kill();
            }
        }
        if (killServer) {
            listening.drainPermits();
            server = startServer();
        }
        if (killClient) {
            client = startClient();
        }
        if (killServer) {
            await(listening, "the server to listen", server);
            server.type(published.again());
        }
    }

    private void feedUntilApplied() throws InterruptedException {
        long begin = System.nanoTime();
        long lost = TimeUnit.SECONDS.toNanos(LOST_SECONDS);
        do {
            requireAlive();
            feed();
            long waited = System.nanoTime() - begin;
            if (waited > lost) {
                takenForLost += missing();
                lost += waited;
            }
            if (waited > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new AssertionError(
                        "nothing is applied any more; server: " + server.lastWords() + ", app: " + client.lastWords());
            }
        } while (!applied.tryAcquire(5, TimeUnit.MILLISECONDS));
    }

    private void feedFor(long micros) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
            feed();
            published.awaitConfirmation(
                    Math.min(TimeUnit.MILLISECONDS.toNanos(2), Math.max(1, end - System.nanoTime())));
        }
    }

    private void feed() {
        if (missing() < MAX_BACKLOG) {
            String lines = published.next(UNCONFIRMED);
            if (!lines.isEmpty()) {
                server.type(lines);
            }
        }
    }

    /** How many were published that are neither applied nor taken for lost. */
    private long missing() {
        long applies = appliedAtLastKill + appliedLines.get() - linesAtLastKill;
        return published.confirmedCount() - applies - takenForLost;
    }

    private void requireAlive() {
        if (!server.isAlive() || !client.isAlive()) {
            throw new AssertionError(
                    "a process ended by itself; server: " + server.lastWords() + ", app: " + client.lastWords());
        }
    }

    /** No more kills: everything that was published must arrive. */
    private KillReport rest() throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!published.allConfirmed() && System.nanoTime() < end) {
            published.awaitConfirmation(TimeUnit.MILLISECONDS.toNanos(100));
        }
        client.kill();
        try (KillableProcess last = startClient("--exit-when-caught-up")) {
            last.awaitExit(PATIENCE_SECONDS);
        }
        server.kill();
        List<String> violations = new ArrayList<>();
        if (!published.allConfirmed()) {
            violations.add("the server does not confirm any more: " + server.lastWords());
        }
        Journal journal = new Journal(clientFile);
        for (String account : List.of("personal", "business")) {
            violations.addAll(journal.compare(account, published.confirmed(account)));
        }
        return new KillReport(plan.kills(), published.confirmedCount(), appliedLines.get(), violations);
    }

    private KillableProcess startServer() throws IOException {
        return new KillableProcess(
                RealtimeCommand.class,
                List.of("serve", "--port", String.valueOf(port), "--store", plan.store()),
                line -> {
                    Matcher confirmation = PUBLISHED.matcher(line);
                    if (confirmation.matches()) {
                        published.confirm(confirmation.group(1));
                    } else if (LISTENING.matcher(line).matches()) {
                        listening.release();
                    }
                });
    }

    private KillableProcess startClient(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "listen",
                "--url",
                "ws://127.0.0.1:" + port + "/realtime",
                "--token",
                "ann",
                "--device",
                "phone",
                "--database",
                "sqlite:" + clientFile));
        arguments.addAll(List.of(options));
        return new KillableProcess(plan.client(), arguments, line -> {
            if (APPLIED.matcher(line).matches()) {
                appliedLines.incrementAndGet();
                applied.release();
            }
        });
    }

    /** A port that the system gives to no one else while the server is down: below those for outgoing connections. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket free = new ServerSocket()) {
                free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (BindException taken) {
                // another one then
            }
        }
    }

    private static void await(Semaphore happened, String what, KillableProcess process) throws InterruptedException {
        if (!happened.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("waited in vain for " + what + ": " + process.lastWords());
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }
}
