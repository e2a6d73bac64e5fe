package org.realtimeupdates.testfixtures.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one history went.
 *
 * @param violation what was wrong; empty when nothing was
 * @param traceHash the same for the same history
 * @param events how many things happened
 * @param faults the faults that struck, in order
 * @param sometimes how often each of these happened
 * @param lastLines the end of the trace in words, when asked for
 */
public record SimulationResult(
        SimulationOptions options,
        Optional<String> violation,
        long traceHash,
        long events,
        List<FaultId> faults,
        Map<Sometimes, Integer> sometimes,
        List<String> lastLines) {

    public SimulationResult {
        faults = List.copyOf(faults);
        sometimes = Map.copyOf(sometimes);
        lastLines = List.copyOf(lastLines);
    }
}
