package org.realtimeupdates.testfixtures.simulation;

import java.util.stream.Collectors;

/** A history in words, with what is needed to run it again. */
public final class SimulationReport {

    private SimulationReport() {}

    /** Seed, options, what was wrong, the faults that struck, and the arguments of a program that replays it. */
    public static String of(SimulationResult result) {
        return "violation: " + result.violation().orElse("none")
                + "\noptions: " + result.options()
                + "\nfaults: " + result.faults()
                + "\nreplay: " + replayArguments(result);
    }

    /** {@code SEED PUBLICATIONS COMMANDS FAULT:N …} */
    public static String replayArguments(SimulationResult result) {
        SimulationOptions options = result.options();
        return options.seed() + " " + options.publications() + " " + options.commands() + " "
                + result.faults().stream().map(FaultId::toString).collect(Collectors.joining(" "));
    }
}
