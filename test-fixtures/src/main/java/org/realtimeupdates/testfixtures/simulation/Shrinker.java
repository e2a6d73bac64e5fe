package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a failing history small: fewer publications and commands, whole kinds of faults off, then single faults. */
public final class Shrinker {

    private static final int MAX_RUNS = 500;

    private final Simulation simulation;
    private SimulationResult best;
    private int runs;

    private Shrinker(Simulation simulation, SimulationResult failing) {
        this.simulation = simulation;
        this.best = failing;
    }

    /**
     * The smallest history found that fails in the same way.
     *
     * @param failing has a violation
     */
    public static SimulationResult shrink(Simulation simulation, SimulationResult failing) {
        Shrinker shrinker = new Shrinker(simulation, failing);
        shrinker.shrinkWorkload();
        shrinker.removeKinds();
        shrinker.removeSingleFaults();
        shrinker.shrinkWorkload();
        return shrinker.best;
    }

    private void shrinkWorkload() {
        SimulationOptions options = best.options();
        for (int publications = 1; publications < options.publications(); publications += 1 + publications / 2) {
            if (fails(options.withWorkload(publications, 0), best.faults())
                    || fails(options.withWorkload(publications, options.commands()), best.faults())) {
                return;
            }
        }
        fails(options.withWorkload(options.publications(), 0), best.faults());
    }

    private void removeKinds() {
        for (Fault fault : Fault.values()) {
            List<FaultId> left =
                    best.faults().stream().filter(id -> id.fault() != fault).toList();
            if (left.size() < best.faults().size()) {
                fails(best.options(), left);
            }
        }
    }

    /** Delta debugging: ever smaller parts are left out, as long as what is left fails. */
    private void removeSingleFaults() {
        int part = Math.max(1, best.faults().size() / 2);
        while (part >= 1 && runs < MAX_RUNS) {
            boolean removed = false;
            for (int from = 0; from < best.faults().size() && runs < MAX_RUNS; ) {
                List<FaultId> left = new ArrayList<>(best.faults());
                left.subList(from, Math.min(from + part, left.size())).clear();
                if (fails(best.options(), left)) {
                    removed = true;
                } else {
                    from += part;
                }
            }
            if (!removed || part > 1) {
                part /= 2;
            }
        }
    }

    /** Whether it fails in the same way; it is the best one then. */
    private boolean fails(SimulationOptions options, List<FaultId> faults) {
        if (runs++ >= MAX_RUNS) {
            return false;
        }
        Set<FaultId> only = new LinkedHashSet<>(faults);
        SimulationResult result = simulation.run(options, Optional.of(only), 0);
        boolean same = result.violation().isPresent() && kind(result).equals(kind(best));
        if (same) {
            best = result;
        }
        return same;
    }

    /** A violation without what differs from history to history. */
    private static String kind(SimulationResult result) {
        return result.violation().orElse("").replaceAll("\\b[0-9a-f]{32}\\b|[a-z]+-[a-z0-9-]+|\\w*[0-9]+", "?");
    }
}
