package org.realtimeupdates.adapter.cli.simulation;

import java.util.Optional;
import org.realtimeupdates.testfixtures.simulation.Simulation;
import org.realtimeupdates.testfixtures.simulation.SimulationResult;

/** Tells, as a Markdown table, how many seeds it takes to find each planted bug: {@code MAX_SEEDS [NAME]}. */
public final class PlantedBugTable {

    private PlantedBugTable() {}

    public static void main(String[] args) {
        Quiet.logs();
        long max = Long.parseLong(args[0]);
        System.out.println("| planted bug | seeds | how it shows |\n|---|---|---|");
        for (PlantedBug bug : PlantedBug.values()) {
            if (args.length == 1 || args[1].equals(bug.name())) {
                Optional<SimulationResult> found = find(bug, max);
                System.out.println("| " + bug + " | "
                        + found.map(result -> String.valueOf(result.options().seed()))
                                .orElse("not found") + " | "
                        + found.flatMap(SimulationResult::violation).orElse("") + " |");
            }
        }
    }

    /** The first history that shows the bug, seeds from 1 on. */
    static Optional<SimulationResult> find(PlantedBug bug, long maxSeeds) {
        Simulation simulation = Histories.with(bug::wiring);
        for (long seed = 1; seed <= maxSeeds; seed++) {
            SimulationResult result = simulation.run(seed);
            if (result.violation().isPresent()) {
                return Optional.of(result);
            }
        }
        return Optional.empty();
    }
}
