package org.realtimeupdates.benchmarks;

import java.util.Arrays;
import java.util.List;

/** The systems of a run, turn by turn: each in each round with a fresh pair, round 0 to be dropped. */
final class Field {

    private final int rounds;
    private final List<String> specs;

    /** So many rounds that count, of {@code all} systems or of those named, separated by commas. */
    Field(int rounds, String systems) {
        this.rounds = rounds;
        this.specs = systems.equals("all") ? Contenders.names() : Arrays.asList(systems.split(",", -1));
        specs.forEach(Contenders::of);
    }

    List<String> specs() {
        return specs;
    }

    static boolean isInstalled(String spec) {
        return Contenders.of(spec)
                .program()
                .map(program -> Broker.find(program).isPresent())
                .orElse(true);
    }

    /** As tables name it. */
    static String title(String spec) {
        int plus = spec.indexOf('+');
        return Contenders.of(spec).title() + (plus < 0 ? "" : ", codec " + spec.substring(plus + 1));
    }

    /** Measures all. One that fails does not stop the others. */
    void measure(Measurement measurement) {
        for (int round = 0; round <= rounds; round++) {
            for (String spec : specs) {
                if (isInstalled(spec)) {
                    measure(measurement, round, spec);
                }
            }
        }
    }

    private void measure(Measurement measurement, int round, String spec) {
        try (Pair pair = new Pair(spec)) {
            System.err.printf("round %d of %d, %s: %s%n", round, rounds, spec, measurement.measure(round, spec, pair));
        } catch (Exception e) {
            System.err.printf("round %d of %d, %s: failed%n", round, rounds, spec);
            e.printStackTrace();
        }
    }

    /** What is done with a pair. */
    @FunctionalInterface
    interface Measurement {

        /** Measures and keeps the result; says it for people. */
        String measure(int round, String spec, Pair pair) throws Exception;
    }
}
