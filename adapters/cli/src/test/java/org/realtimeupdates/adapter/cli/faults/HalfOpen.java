package org.realtimeupdates.adapter.cli.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.realtimeupdates.testfixtures.network.ByteFault;
import org.realtimeupdates.testfixtures.network.Direction;

/**
 * Connections whose end one side is not told of, many at a time and at different bytes: silence alone tells it. Apps that are left must be in
 * sync again; servers that are left must let go of the connection.
 */
final class HalfOpen {

    private static final int EACH = 25;
    private static final long DEAD_AFTER_MILLIS = 45_000;
    private static final long BOUND_MILLIS = DEAD_AFTER_MILLIS + FaultCampaign.SLACK_MILLIS;
    private static final long PATIENCE_MILLIS = 2 * DEAD_AFTER_MILLIS;

    private final FaultServer server;
    private final Extent extent;

    private HalfOpen(FaultServer server, Extent extent) {
        this.server = server;
        this.extent = extent;
    }

    /** How long it took, and what was wrong. */
    private record Outcome(long millis, List<String> wrong) {}

    /** Whether all were found in time and nothing was lost or doubled. */
    static boolean run(FaultServer server, Extent extent) throws Exception {
        HalfOpen halfOpen = new HalfOpen(server, extent);
        List<Callable<Outcome>> apps = new ArrayList<>();
        List<Callable<Outcome>> servers = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            int sample = i;
            for (Direction direction : Direction.values()) {
                for (ByteFault fault : List.of(ByteFault.BLACK_HOLE, ByteFault.CUT_AT_SERVER)) {
                    apps.add(() -> halfOpen.appIsLeft(direction, sample, fault));
                }
            }
            servers.add(() -> halfOpen.serverIsLeft(sample));
        }
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Outcome>> apart = servers.stream().map(threads::submit).toList();
        boolean kept = report("apps", threads.invokeAll(apps));
        kept &= report("servers", apart);
        threads.shutdown();
        return kept;
    }

    private Outcome appIsLeft(Direction direction, int sample, ByteFault fault) throws Exception {
        long bytes = extent.bytes(direction) * sample / EACH;
        try (Journey journey = new Journey(server, "left-" + fault + direction + bytes)) {
            long begin = System.nanoTime();
            List<String> wrong = journey.depart(direction, bytes, fault, PATIENCE_MILLIS);
            return new Outcome(millisSince(begin), wrong);
        }
    }

    private Outcome serverIsLeft(int sample) throws Exception {
        try (Journey journey = new Journey(server, "vanished-" + sample)) {
            journey.depart();
            journey.witness().awaitInSync(PATIENCE_MILLIS);
            journey.network().faultAfter(Direction.TO_SERVER, sample / 4, ByteFault.BLACK_HOLE);
            long begin = System.nanoTime();
            journey.app().close();
            boolean found = journey.witness().awaitDisconnects(1, PATIENCE_MILLIS);
            return new Outcome(millisSince(begin), found ? List.of() : List.of("the server did not find out"));
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private static boolean report(String who, List<Future<Outcome>> futures) throws Exception {
        long longest = 0;
        int violations = 0;
        for (Future<Outcome> future : futures) {
            Outcome outcome = future.get();
            longest = Math.max(longest, outcome.millis());
            violations += outcome.wrong().size();
            outcome.wrong().forEach(violation -> System.out.println("  " + violation));
        }
        System.out.printf(
                Locale.ROOT,
                "half-open, %s: %d connections, found and mended after %d ms (longest), bound %d ms, %d violations%n",
                who,
                futures.size(),
                longest,
                BOUND_MILLIS,
                violations);
        return violations == 0 && longest <= BOUND_MILLIS;
    }
}
