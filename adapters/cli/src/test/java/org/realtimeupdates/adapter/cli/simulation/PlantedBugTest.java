package org.realtimeupdates.adapter.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulator that misses a mistake is no proof of its absence. */
class PlantedBugTest {

    private static final int MAX_SEEDS = 10_000;

    @BeforeAll
    static void beQuiet() {
        Quiet.logs();
    }

    @ParameterizedTest
    @EnumSource(PlantedBug.class)
    void isFound(PlantedBug bug) {
        assertThat(PlantedBugTable.find(bug, MAX_SEEDS))
                .as("a history that shows it")
                .isPresent();
    }
}
