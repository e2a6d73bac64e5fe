package org.realtimeupdates.adapter.cli.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.testfixtures.simulation.FaultId;
import org.realtimeupdates.testfixtures.simulation.Shrinker;
import org.realtimeupdates.testfixtures.simulation.Simulation;
import org.realtimeupdates.testfixtures.simulation.SimulationOptions;
import org.realtimeupdates.testfixtures.simulation.SimulationReport;
import org.realtimeupdates.testfixtures.simulation.SimulationResult;
import org.realtimeupdates.testfixtures.simulation.Sometimes;

/**
 * Runs histories one after the other: {@code run FIRST COUNT}, or one in words: {@code replay SEED [PUBLICATIONS COMMANDS FAULT:N ...]}. Run it in two
 * processes with different seeds to use two cores.
 */
public final class SimulationCampaign {

    private static final int TRACE_LINES = 100_000;

    private SimulationCampaign() {}

    public static void main(String[] args) {
        Quiet.logs();
        Simulation simulation = Histories.right();
        if (args.length > 0 && args[0].equals("replay")) {
            replay(simulation, args);
        } else {
            run(simulation, Long.parseLong(args[1]), Long.parseLong(args[2]));
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

    private static void run(Simulation simulation, long first, long count) {
        Map<Sometimes, Long> sometimes = new EnumMap<>(Sometimes.class);
        Arrays.stream(Sometimes.values()).forEach(what -> sometimes.put(what, 0L));
        long events = 0;
        long faults = 0;
        int violations = 0;
        long begin = System.nanoTime();
        for (long seed = first; seed < first + count; seed++) {
            SimulationResult result = simulation.run(seed);
            events += result.events();
            faults += result.faults().size();
            result.sometimes().forEach((what, times) -> sometimes.merge(what, (long) times, Long::sum));
            if (result.violation().isPresent()) {
                violations++;
                System.out.println("seed " + seed + ": " + result.violation().get());
                System.out.println(SimulationReport.of(Shrinker.shrink(simulation, result)));
                if (violations >= 20) {
                    break;
                }
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.println(String.format(
                Locale.ROOT,
                "%d histories, %d violations, %.0f a second, %.0f events and %.1f faults each",
                count,
                violations,
                count / seconds,
                (double) events / count,
                (double) faults / count));
        sometimes.forEach((what, times) -> System.out.println(what + " " + times));
    }
}
