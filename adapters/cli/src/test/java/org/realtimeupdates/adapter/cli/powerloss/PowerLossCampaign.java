package org.realtimeupdates.adapter.cli.powerloss;

import java.nio.file.Files;
import java.util.List;

/**
 * The long form of {@link PowerLossTest}: {@code PowerLossCampaign UPDATES POINTS [SEED]}. Needs {@code strace}. Exit code 1 when something
 * that was told to be durable is lost, 3 without {@code strace}.
 */
final class PowerLossCampaign {

    private PowerLossCampaign() {}

    public static void main(String[] arguments) throws Exception {
        if (!PowerLoss.hasStrace()) {
            System.err.println("strace is not installed, or may not trace here");
            System.exit(3);
        }
        int updates = Integer.parseInt(arguments[0]);
        int points = Integer.parseInt(arguments[1]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        PowerLoss powerLoss = new PowerLoss(Files.createTempDirectory("power-loss"), seed);
        boolean kept = print(
                "server, " + updates + " published, power lost " + points + " times",
                powerLoss.server(updates, points));
        kept &= print(
                "server on a journal, " + updates + " published, power lost " + points + " times",
                powerLoss.journal(updates, points));
        kept &= print("app, " + updates + " applied, power lost " + points + " times", powerLoss.app(updates, points));
        kept &= print("order of sync and reply, 1000 replies", powerLoss.orderOfSyncAndReply(1_000));
        System.out.println("seed " + seed);
        System.exit(kept ? 0 : 1);
    }

    private static boolean print(String what, List<String> violations) {
        System.out.println(what + ": " + violations.size() + " violations");
        violations.stream().limit(20).forEach(violation -> System.out.println("  " + violation));
        return violations.isEmpty();
    }
}
