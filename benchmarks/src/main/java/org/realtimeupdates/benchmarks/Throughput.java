package org.realtimeupdates.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Updates per second of this library, its peers and a bare socket, turn by turn in one run: live ({@code w1}), or a backlog that was
 * collected while the app was away ({@code w2}). Usage:
 * {@code Throughput w1|w2 [ROUNDS [all|NAME[+CODEC],… [UPDATES [FOLDER]]]]}; a plot is written where a folder is named.
 */
final class Throughput {

    private static final int LIVE_UPDATES = 300_000;
    private static final int BACKLOG = 100_000;
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private Throughput() {}

    public static void main(String[] arguments) throws Exception {
        boolean live = arguments[0].equals("w1");
        if (!live && !arguments[0].equals("w2")) {
            throw new IllegalArgumentException("workload: w1 or w2, got " + arguments[0]);
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Field field = new Field(rounds, arguments.length > 2 ? arguments[2] : "all");
        int updates = arguments.length > 3 ? Integer.parseInt(arguments[3]) : live ? LIVE_UPDATES : BACKLOG;
        Pair.Load load = live ? Pair::live : Pair::drain;
        Rounds perSecond = new Rounds();
        field.measure((round, spec, pair) -> {
            pair.warmUp(WARM_UP, load);
            double rate = updates / load.publish(pair, updates);
            perSecond.add(round, spec, rate);
            return String.format(Locale.ROOT, "%,.0f per s", rate);
        });
        String title = String.format(Locale.ROOT, live ? "W1 live, %,d updates" : "W2 drain, %,d updates", updates);
        print(title, field, perSecond);
        if (arguments.length > 4) {
            plot(title, field, perSecond, Path.of(arguments[4], "throughput-" + arguments[0] + ".svg"));
        }
        System.exit(0);
    }

    private static void print(String title, Field field, Rounds perSecond) {
        System.out.println("| " + title + " | per s | ÷ Redis | lowest–highest | what is kept survives by |");
        System.out.println("|---|---|---|---|---|");
        for (String spec : field.specs()) {
            System.out.printf(
                    "| %s | %s | %s | %s | %s |%n",
                    Field.title(spec),
                    Field.isInstalled(spec) ? Rounds.whole(perSecond.median(spec)) : "not installed",
                    Rounds.ratio(perSecond.ratio(spec, Contenders.referenceOf(spec))),
                    perSecond.range(spec),
                    Contenders.of(spec).durability());
        }
    }

    private static void plot(String title, Field field, Rounds perSecond, Path file) throws Exception {
        BarPlot plot = new BarPlot(title + ": per second");
        for (String spec : field.specs()) {
            perSecond.median(spec).ifPresent(value -> plot.bar(Field.title(spec), value));
        }
        plot.write(file);
    }
}
