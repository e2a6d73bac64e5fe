package org.realtimeupdates.adapter.cli.kill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.realtimeupdates.adapter.cli.RealtimeCommand;
import org.realtimeupdates.adapter.cli.kill.KillPlan.Victim;

/**
 * The long form of {@link KillTest}: {@code KillCampaign KILLS [SEED]} kills the app, the server, and both, each that often with SQLite on
 * both sides, then with a server on a journal, and then on PostgreSQL. Prints a line for each kind; exit code 1 when a promise was broken.
 */
final class KillCampaign {

    private static final List<Set<Victim>> KINDS =
            List.of(EnumSet.of(Victim.CLIENT), EnumSet.of(Victim.SERVER), EnumSet.allOf(Victim.class));

    private KillCampaign() {}

    public static void main(String[] arguments) throws Exception {
        int kills = Integer.parseInt(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        boolean kept = true;
        try (TemporaryPostgresql postgresql = new TemporaryPostgresql()) {
            for (Set<Victim> victims : KINDS) {
                Path folder = Files.createTempDirectory("kill-campaign");
                kept &= run("sqlite", "sqlite:" + folder.resolve("server.db"), folder, victims, kills, seed);
            }
            for (Set<Victim> victims : KINDS) {
                Path folder = Files.createTempDirectory("kill-campaign");
                kept &= run("journal", "journal:" + folder.resolve("journal"), folder, victims, kills, seed);
            }
            for (Set<Victim> victims : KINDS) {
                Path folder = Files.createTempDirectory("kill-campaign");
                kept &= run("postgresql", postgresql.newDatabase(), folder, victims, kills, seed);
            }
        }
        System.exit(kept ? 0 : 1);
    }

    private static boolean run(String name, String store, Path folder, Set<Victim> victims, int kills, long seed)
            throws Exception {
        KillPlan plan = new KillPlan(store, victims, kills, seed, RealtimeCommand.class);
        long begin = System.nanoTime();
        try (KillHarness harness = new KillHarness(plan, folder)) {
            KillReport report = harness.run(done -> {
                if (done % 20 == 0) {
                    System.err.println(name + " " + victims + ": " + done + " of " + kills + " kills");
                }
            });
            System.out.printf(
                    Locale.ROOT,
                    "server on %s, killed %s: %d kills, %d published, %d applied, %d violations, seed %d, %.0f s%n",
                    name,
                    victims,
                    report.kills(),
                    report.published(),
                    report.applied(),
                    report.violations().size(),
                    seed,
                    (System.nanoTime() - begin) / 1e9);
            report.violations().stream().limit(20).forEach(violation -> System.out.println("  " + violation));
            return report.violations().isEmpty();
        }
    }
}
