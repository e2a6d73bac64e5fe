package org.realtimeupdates.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long an update takes at a steady rate, turn by turn for this library, its peers and a bare socket: from the moment it is due, whether
 * or not the publisher was ready, to the specific action in the app. Usage:
 * {@code FixedRates [ROUNDS [all|NAME[+CODEC],… [RATE,… [SECONDS [FOLDER]]]]]}; plots are written where a folder is named.
 */
final class FixedRates {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** At the rate: other code runs often then, and what is compiled meanwhile holds updates up. */
    private static final int WARM_UP_SECONDS = 50;

    private final Map<Integer, Quantiles> byRate = new LinkedHashMap<>();

    private FixedRates(String rates) {
        Arrays.stream(rates.split(",", -1)).forEach(rate -> byRate.put(Integer.valueOf(rate), new Quantiles()));
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Field field = new Field(rounds, arguments.length > 1 ? arguments[1] : "all");
        FixedRates rates = new FixedRates(arguments.length > 2 ? arguments[2] : "500,2000");
        int seconds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 10;
        field.measure((round, spec, pair) -> rates.measure(round, spec, pair, seconds));
        for (Map.Entry<Integer, Quantiles> rate : rates.byRate.entrySet()) {
            print(rate.getKey(), field, rate.getValue());
            if (arguments.length > 4) {
                plot(rate.getKey(), field, rate.getValue(), Path.of(arguments[4]));
            }
        }
        System.exit(0);
    }

    private String measure(int round, String spec, Pair pair, int seconds) throws Exception {
        StringBuilder told = new StringBuilder();
        pair.warmUp(WARM_UP, Pair::live);
        for (Map.Entry<Integer, Quantiles> rate : byRate.entrySet()) {
            pair.latency(rate.getKey(), WARM_UP_SECONDS);
            Pair.Quantiles micros = pair.latency(rate.getKey(), seconds);
            rate.getValue().p50.add(round, spec, micros.p50());
            rate.getValue().p99.add(round, spec, micros.p99());
            rate.getValue().p999.add(round, spec, micros.p999());
            told.append(String.format(
                    Locale.ROOT,
                    "%d/s: %d of %d, p50 %d, p99 %d, p99.9 %d, max %d µs; ",
                    rate.getKey(),
                    micros.count(),
                    rate.getKey() * seconds,
                    micros.p50(),
                    micros.p99(),
                    micros.p999(),
                    micros.max()));
        }
        return told.toString();
    }

    private static void print(int rate, Field field, Quantiles micros) {
        System.out.println("| at " + rate + "/s, µs | p50 | p99 | p99.9 | p50 ÷ Redis | p99 ÷ Redis |");
        System.out.println("|---|---|---|---|---|---|");
        for (String spec : field.specs()) {
            if (Field.isInstalled(spec)) {
                System.out.printf(
                        "| %s | %s | %s | %s | %s | %s |%n",
                        Field.title(spec),
                        Rounds.whole(micros.p50.median(spec)),
                        Rounds.whole(micros.p99.median(spec)),
                        Rounds.whole(micros.p999.median(spec)),
                        Rounds.ratio(micros.p50.ratio(spec, Contenders.referenceOf(spec))),
                        Rounds.ratio(micros.p99.ratio(spec, Contenders.referenceOf(spec))));
            } else {
                System.out.printf("| %s | not installed | | | | |%n", Field.title(spec));
            }
        }
        System.out.println();
    }

    private static void plot(int rate, Field field, Quantiles micros, Path folder) throws Exception {
        for (Map.Entry<String, Rounds> quantile : List.of(Map.entry("p50", micros.p50), Map.entry("p99", micros.p99))) {
            BarPlot plot = new BarPlot(quantile.getKey() + " at " + rate + "/s, µs");
            for (String spec : field.specs()) {
                quantile.getValue().median(spec).ifPresent(value -> plot.bar(Field.title(spec), value));
            }
            plot.write(folder.resolve("latency-" + rate + "-" + quantile.getKey() + ".svg"));
        }
    }

    private record Quantiles(Rounds p50, Rounds p99, Rounds p999) {
        Quantiles() {
            this(new Rounds(), new Rounds(), new Rounds());
        }
    }
}
