package org.realtimeupdates.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What many active connections cost: the server's CPU time for a delivered update with 1,000 apps at 10 updates a second each, against one
 * app with all of them, turn by turn in one run. Usage: {@code ActiveConnections [ROUNDS [APPS [SECONDS [TRANSPORT]]]]}, with a
 * transport of the server.
 */
final class ActiveConnections {

    private static final int RATE_OF_AN_APP = 10;
    private static final int WARM_UP_SECONDS = 20;
    private static final long PATIENCE_MILLIS = 90_000;

    private ActiveConnections() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int apps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        String transport = arguments.length > 3 ? arguments[3].toUpperCase(Locale.ROOT) : "TYRUS";
        String one = "one app";
        String many = String.format(Locale.ROOT, "%,d apps", apps);
        Rounds nanos = new Rounds();
        for (int round = 0; round <= rounds; round++) {
            nanos.add(round, one, measure(transport, 1, apps * RATE_OF_AN_APP, seconds));
            nanos.add(round, many, measure(transport, apps, apps * RATE_OF_AN_APP, seconds));
            System.err.printf("round %d of %d%n", round, rounds);
        }
        System.out.printf(
                Locale.ROOT,
                "| %,d updates/s in all | server's CPU, ns an update | ÷ one app |%n|---|---|---|%n",
                apps * RATE_OF_AN_APP);
        for (String who : List.of(one, many)) {
            System.out.printf(
                    "| %s | %s | %s |%n", who, Rounds.whole(nanos.median(who)), Rounds.ratio(nanos.ratio(who, one)));
        }
        System.exit(0);
    }

    private static double measure(String transport, int apps, int rate, int seconds) throws Exception {
        News news = new News();
        try (Worker server = new Worker(BenchServer.class, "1g", List.of("0", transport), line -> {})) {
            String url = server.answer().substring("listening ".length());
            List<String> arguments = List.of(url, "0", String.valueOf(apps));
            try (Worker clients = new Worker(ManyApps.class, "1g", arguments, news::add)) {
                clients.answer();
                if (!news.await("caughtUp", apps, PATIENCE_MILLIS)) {
                    throw new IllegalStateException("not all apps connected");
                }
                clients.ask("quiet");
                server.ask("load " + apps + " " + rate + " " + WARM_UP_SECONDS);
                Duration before = server.cpuTime();
                int delivered = Integer.parseInt(
                        server.ask("load " + apps + " " + rate + " " + seconds).split(" ", -1)[1]);
                if (delivered < rate * seconds) {
                    System.err.println(delivered + " of " + rate * seconds + " updates were delivered in time");
                }
                return (double) server.cpuTime().minus(before).toNanos() / delivered;
            }
        }
    }
}
