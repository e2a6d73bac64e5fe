package org.realtimeupdates.adapter.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.testfixtures.simulation.FaultId;
import org.realtimeupdates.testfixtures.simulation.Shrinker;
import org.realtimeupdates.testfixtures.simulation.Simulation;
import org.realtimeupdates.testfixtures.simulation.SimulationReport;
import org.realtimeupdates.testfixtures.simulation.SimulationResult;
import org.realtimeupdates.testfixtures.simulation.Sometimes;

/** Many simulated histories; see docs/simulation.md. */
class SimulationTest {

    private static final int MAX_SHRUNK = 8;
    private static final int HISTORIES = 10_000;
    private static final int THREADS = 2;
    private static final int TWICE = 200;

    private final Simulation simulation = Histories.right();

    @BeforeAll
    static void beQuiet() {
        Quiet.logs();
    }

    @Test
    @DisplayName(
            "RTU-21, RTU-22, RTU-30, RTU-31, RTU-32, RTU-34, RTU-40: nothing is lost, doubled or reordered, whatever fails")
    void nothingIsLostDoubledOrReordered() throws Exception {
        ManyHistories many = new ManyHistories(simulation, 1, HISTORIES, 1);

        many.run(THREADS, result -> {});

        assertThat(many.violations().stream().map(result -> SimulationReport.of(Shrinker.shrink(simulation, result))))
                .isEmpty();
        assertThat(many.histories()).isEqualTo(HISTORIES);
        Set<Sometimes> never = EnumSet.allOf(Sometimes.class);
        never.removeAll(many.sometimes().keySet());
        assertThat(never).as("what the histories never tried").isEmpty();
    }

    @Test
    void theSameSeedGivesTheSameHistory() {
        for (long seed = 1_000_000; seed < 1_000_000 + TWICE; seed++) {
            SimulationResult first = simulation.run(seed);
            SimulationResult second = simulation.run(seed);

            assertThat(second).as("seed %d", seed).isEqualTo(first);
        }
    }

    @Test
    void aFailingHistoryIsMadeSmallAndFailsAgain() {
        Simulation wrong = Histories.with(PlantedBug.REFS_FORGOTTEN_AT_A_RESTART::wiring);

        SimulationResult small = smallest(wrong);

        assertThat(small.faults()).hasSizeLessThanOrEqualTo(3);
        Set<FaultId> faults = new LinkedHashSet<>();
        small.faults().forEach(id -> faults.add(FaultId.parse(id.toString())));
        SimulationResult again = wrong.run(small.options(), Optional.of(faults), 0);
        assertThat(again.violation()).isEqualTo(small.violation()).isPresent();
        assertThat(simulation.run(small.options(), Optional.of(faults), 0).violation())
                .isEmpty();
    }

    /** Leaving out one fault may move all that follows: one of a few histories gets small for sure, not each. */
    private static SimulationResult smallest(Simulation wrong) {
        SimulationResult failing = nextFailure(wrong, 0);
        SimulationResult best = Shrinker.shrink(wrong, failing);
        for (int tries = 1; tries < MAX_SHRUNK && best.faults().size() > 3; tries++) {
            failing = nextFailure(wrong, failing.options().seed());
            SimulationResult small = Shrinker.shrink(wrong, failing);
            assertThat(small.faults()).hasSizeLessThan(failing.faults().size());
            best = small.faults().size() < best.faults().size() ? small : best;
        }
        return best;
    }

    private static SimulationResult nextFailure(Simulation wrong, long after) {
        for (long seed = after + 1; ; seed++) {
            SimulationResult result = wrong.run(seed);
            if (result.violation().isPresent()) {
                return result;
            }
        }
    }
}
