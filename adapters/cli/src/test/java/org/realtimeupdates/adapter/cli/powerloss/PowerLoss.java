package org.realtimeupdates.adapter.cli.powerloss;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.realtimeupdates.adapter.cli.RealtimeCommand;
import org.realtimeupdates.adapter.cli.kill.KillableProcess;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Recipient;

/**
 * Real processes of {@code serve} and {@code listen} on SQLite, and of {@code serve} on a journal, under {@code strace}: their system calls are played onto a simulated disk,
 * the power goes at many points, and what is left must hold all that they had told to be durable.
 */
final class PowerLoss {

    private static final long PATIENCE_SECONDS = 120;

    private static final Pattern PUBLISHED = Pattern.compile("\\{\"published\":\"([^\"]+)\".*");

    private final Path folder;
    private final SplittableRandom random;

    PowerLoss(Path folder, long seed) {
        this.folder = folder.toAbsolutePath();
        this.random = new SplittableRandom(seed);
    }

    static boolean hasStrace() {
        try {
            return new ProcessBuilder("strace", "--seccomp-bpf", "-f", "-qq", "-o", "/dev/null", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A server on SQLite that has told that updates are published. */
    List<String> server(int updates, int points) throws Exception {
        Path data = Files.createDirectory(folder.resolve("server"));
        Path log = folder.resolve("server.strace");
        serve("sqlite:" + data.resolve("server.db"), log, updates);
        return losePower(
                log,
                data,
                PUBLISHED,
                (left, promised) -> Recovery.check(
                        left.resolve("server.db"),
                        "SELECT ref FROM rtu_seen",
                        "SELECT count(*) FROM rtu_pending p JOIN rtu_mailbox m ON m.id = p.mailbox_id"
                                + " LEFT JOIN rtu_update u ON u.user_id = m.user_id AND u.position = p.position"
                                + " WHERE u.ref IS NULL",
                        promised),
                points);
    }

    /** A server on a journal that has told that updates are published. */
    List<String> journal(int updates, int points) throws Exception {
        Path data = Files.createDirectory(folder.resolve("journal"));
        Path log = folder.resolve("journal.strace");
        serve("journal:" + data, log, updates);
        return losePower(log, data, PUBLISHED, JournalRecovery::check, points);
    }

    private void serve(String store, Path log, int updates) throws Exception {
        Semaphore published = new Semaphore(0);
        try (KillableProcess serve = new KillableProcess(
                tracer(log), RealtimeCommand.class, List.of("serve", "--port", "0", "--store", store), line -> {
                    if (line.startsWith("{\"published\"")) {
                        published.release();
                    }
                })) {
            for (int i = 0; i < updates; i++) {
                serve.type(
                        "{\"to\":{\"user\":\"ann\",\"device\":\"phone\"},\"account\":\"personal\",\"update\":{\"ref\":\"r"
                                + i
                                + "\",\"action\":\"new\",\"payload\":{\"type\":\"message\",\"entities\":[{\"id\":\"m"
                                + i
                                + "\",\"text\":\"Hello\"}]}}}\n");
                // Now and then it catches up, so that there are small batches too.
                if (i % 7 == 0) {
                    await(published, i % 7 + 1, serve);
                    published.drainPermits();
                }
            }
            serve.terminate(PATIENCE_SECONDS);
        }
    }

    /** An app that has told that updates are applied. */
    List<String> app(int updates, int points) throws Exception {
        Path data = Files.createDirectory(folder.resolve("app"));
        Path log = folder.resolve("app.strace");
        listen(data, log, updates, 5);
        return losePower(
                log,
                data,
                Pattern.compile("\\{\"applied\":\"([^\"]+)\".*"),
                (left, promised) -> Recovery.check(
                        left.resolve("app.db"),
                        "SELECT ref FROM rtu_applied",
                        "SELECT (SELECT count(*) FROM rtu_applied) - (SELECT count(*) FROM rtu_entity)",
                        promised),
                points);
    }

    /**
     * An app that gets each update only after it has replied the one before: when a reply goes out, all that was written to the database
     * must be synced.
     */
    List<String> orderOfSyncAndReply(int replies) throws Exception {
        Path data = Files.createDirectory(folder.resolve("order"));
        Path log = folder.resolve("order.strace");
        listen(data, log, replies, 1);
        List<String> violations = new ArrayList<>();
        boolean unsynced = false;
        int told = 0;
        for (SystemCall call : SystemCall.read(log)) {
            if (call.file().endsWith("app.db-wal")) {
                unsynced = !(call instanceof SystemCall.Sync);
            } else if (call instanceof SystemCall.Tell tell && isReply(tell)) {
                told++;
                if (unsynced) {
                    violations.add("message " + told + " went out before the database was synced");
                }
            }
        }
        if (told < replies) {
            violations.add("only " + told + " of " + replies + " replies were seen");
        }
        return violations;
    }

    /** A masked binary or text message of a client: RFC 6455, 5.2. */
    private static boolean isReply(SystemCall.Tell tell) {
        return tell.file().startsWith("socket:")
                && tell.bytes().limit() > 6
                && (tell.bytes().get(0) == (byte) 0x82 || tell.bytes().get(0) == (byte) 0x81)
                && (tell.bytes().get(1) & 0x80) != 0;
    }

    /** An app under the tracer; so many updates are on their way to it at a time. */
    private void listen(Path data, Path log, int updates, int window) throws Exception {
        Semaphore replied = new Semaphore(window);
        RealtimeService service = Realtime.server()
                .authenticator(Authenticator.ofUsers(Optional::of))
                .events(event -> {
                    if (event instanceof ServerEvent.Replied reply) {
                        replied.release(reply.removed());
                    }
                })
                .build();
        try (StandaloneServer server =
                        StandaloneServer.start(service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                KillableProcess listen = new KillableProcess(
                        tracer(log),
                        RealtimeCommand.class,
                        List.of(
                                "listen",
                                "--url",
                                server.uri().toString(),
                                "--token",
                                "ann",
                                "--device",
                                "phone",
                                "--database",
                                "sqlite:" + data.resolve("app.db")),
                        line -> {})) {
            for (int i = 0; i < updates; i++) {
                await(replied, 1, listen);
                service.publisher()
                        .publish(Publication.of(
                                Recipient.device("ann", "phone"),
                                AccountType.PERSONAL,
                                Action.NEW,
                                EntityTypes.MESSAGE,
                                new Message("m" + i, "trip", "bob", "Hello", Instant.EPOCH)));
            }
            await(replied, window, listen);
            listen.terminate(PATIENCE_SECONDS);
        } finally {
            service.close();
        }
    }

    private List<String> losePower(Path log, Path data, Pattern promise, Check check, int points) throws IOException {
        List<SystemCall> calls = SystemCall.read(log);
        Set<Integer> chosen = new HashSet<>();
        while (chosen.size() < Math.min(points, calls.size())) {
            chosen.add(random.nextInt(calls.size()));
        }
        SimulatedDisk disk = new SimulatedDisk(data);
        Set<String> promised = new HashSet<>();
        StringBuilder told = new StringBuilder();
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            SystemCall call = calls.get(i);
            disk.apply(call);
            if (call instanceof SystemCall.Tell tell && tell.file().startsWith("pipe:")) {
                hear(told.append(StandardCharsets.UTF_8.decode(tell.bytes().duplicate())), promise, promised);
            }
            if (chosen.contains(i)) {
                Path left = Files.createTempDirectory(folder, "left");
                disk.losePower(left, random);
                int at = i;
                check.violations(left, promised).stream()
                        .map(violation -> "power lost at call " + at + ": " + violation)
                        .forEach(violations::add);
            }
        }
        if (promised.isEmpty()) {
            violations.add("nothing was told to be durable: the trace is of no use");
        }
        return violations;
    }

    private static void hear(StringBuilder told, Pattern promise, Set<String> promised) {
        for (int end = told.indexOf("\n"); end >= 0; end = told.indexOf("\n")) {
            Matcher line = promise.matcher(told.substring(0, end));
            if (line.matches()) {
                promised.add(line.group(1));
            }
            told.delete(0, end + 1);
        }
    }

    private static List<String> tracer(Path log) {
        List<String> tracer = new ArrayList<>(List.of("strace"));
        tracer.addAll(SystemCall.TRACE_OPTIONS);
        tracer.addAll(List.of("-o", log.toString()));
        return tracer;
    }

    private static void await(Semaphore happened, int permits, KillableProcess process) throws InterruptedException {
        if (!happened.tryAcquire(permits, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("no progress any more: " + process.lastWords());
        }
    }

    /** Looks at what a loss of power has left. */
    @FunctionalInterface
    private interface Check {

        /**
         * What is wrong with it.
         *
         * @param left the folder
         * @param promised refs that were told to be durable
         */
        List<String> violations(Path left, Set<String> promised);
    }
}
