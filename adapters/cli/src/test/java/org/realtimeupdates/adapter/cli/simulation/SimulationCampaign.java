package org.realtimeupdates.adapter.cli.simulation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.realtimeupdates.testfixtures.simulation.FaultId;
import org.realtimeupdates.testfixtures.simulation.Shrinker;
import org.realtimeupdates.testfixtures.simulation.Simulation;
import org.realtimeupdates.testfixtures.simulation.SimulationOptions;
import org.realtimeupdates.testfixtures.simulation.SimulationReport;
import org.realtimeupdates.testfixtures.simulation.SimulationResult;
import org.realtimeupdates.testfixtures.simulation.Sometimes;

/**
 * Runs many histories: {@code run FIRST COUNT [THREADS]}, or one in words: {@code replay SEED [PUBLICATIONS COMMANDS FAULT:N ...]}. Tells now and then on
 * standard error how far it is; when it is interrupted it tells what it has done by then.
 */
public final class SimulationCampaign {

    private static final int TRACE_LINES = 100_000;
    private static final int MAX_VIOLATIONS = 20;
    private static final int PROGRESS = 10_000;

    private SimulationCampaign() {}

    public static void main(String[] args) throws Exception {
        Quiet.logs();
        Simulation simulation = Histories.right();
        if (args.length > 0 && args[0].equals("replay")) {
            replay(simulation, args);
        } else {
            int threads = args.length > 3 ? Integer.parseInt(args[3]) : 1;
            run(simulation, Long.parseLong(args[1]), Long.parseLong(args[2]), threads);
        }
    }

    private static void replay(Simulation simulation, String[] args) {
        SimulationOptions options = SimulationOptions.of(Long.parseLong(args[1]));
        Optional<Set<FaultId>> only = Optional.empty();
        if (args.length > 3) {
            options = options.withWorkload(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            Set<FaultId> kept = new HashSet<>();
            Arrays.stream(args).skip(4).map(FaultId::parse).forEach(kept::add);
            only = Optional.of(kept);
        }
        SimulationResult result = simulation.run(options, only, TRACE_LINES);
        result.lastLines().forEach(System.out::println);
        System.out.println(SimulationReport.of(result));
    }

    private static void run(Simulation simulation, long first, long count, int threads)
            throws InterruptedException, ExecutionException {
        ManyHistories many = new ManyHistories(simulation, first, count, MAX_VIOLATIONS);
        AtomicLong run = new AtomicLong();
        long begin = System.nanoTime();
        stopInOrder(many, Thread.currentThread());
        many.run(threads, result -> {
            result.violation().ifPresent(violation -> {
                SimulationResult small = Shrinker.shrink(simulation, result);
                System.out.println(
                        "seed " + result.options().seed() + ": " + violation + "\n" + SimulationReport.of(small));
            });
            long done = run.incrementAndGet();
            if (done % PROGRESS == 0) {
                System.err.println(done + " histories, " + many.violations().size() + " violations");
            }
        });
        tell(many, (System.nanoTime() - begin) / 1e9);
    }

    /** At the end of the process, however it comes: no more histories begin, and what was done is told. */
    private static void stopInOrder(ManyHistories many, Thread teller) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            many.stop();
            try {
                teller.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static void tell(ManyHistories many, double seconds) {
        long histories = Math.max(1, many.histories());
        System.out.println(String.format(
                Locale.ROOT,
                "%d histories, %d violations, %.0f a second, %.0f events and %.1f faults each",
                many.histories(),
                many.violations().size(),
                histories / seconds,
                (double) many.events() / histories,
                (double) many.faults() / histories));
        Map<Sometimes, Long> sometimes = many.sometimes();
        for (Sometimes what : Sometimes.values()) {
            System.out.println(what + " " + sometimes.getOrDefault(what, 0L));
        }
    }
}
