package org.realtimeupdates.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was measured of several systems, round by round; round 0 is dropped. */
final class Rounds {

    private final Map<String, Map<Integer, Double>> values = new LinkedHashMap<>();

    Rounds() {}

    void add(int round, String system, double value) {
        if (round > 0) {
            values.computeIfAbsent(system, name -> new TreeMap<>()).put(round, value);
        }
    }

    Optional<Double> median(String system) {
        return median(List.copyOf(of(system).values()));
    }

    /** The median of the ratios of each round. */
    Optional<Double> ratio(String system, String reference) {
        Map<Integer, Double> references = of(reference);
        List<Double> ratios = new ArrayList<>();
        of(system).forEach((round, value) -> {
            Double other = references.get(round);
            if (other != null) {
                ratios.add(value / other);
            }
        });
        return median(ratios);
    }

    /** From the lowest to the highest. */
    String range(String system) {
        List<Double> sorted = of(system).values().stream().sorted().toList();
        return sorted.isEmpty() ? "–" : whole(sorted.get(0)) + "–" + whole(sorted.get(sorted.size() - 1));
    }

    static String whole(Optional<Double> value) {
        return value.map(Rounds::whole).orElse("failed");
    }

    static String ratio(Optional<Double> value) {
        return value.map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).orElse("–");
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private Map<Integer, Double> of(String system) {
        return values.getOrDefault(system, Map.of());
    }

    private static Optional<Double> median(List<Double> all) {
        List<Double> sorted = all.stream().sorted().toList();
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
    }
}
