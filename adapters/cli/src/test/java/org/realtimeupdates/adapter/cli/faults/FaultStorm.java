package org.realtimeupdates.adapter.cli.faults;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.testfixtures.network.ByteFault;
import org.realtimeupdates.testfixtures.network.Direction;

/** One app whose network fails again and again while updates are published. */
final class FaultStorm {

    private static final int FAULTS = 300;
    private static final int MAX_BYTES = 2_500;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final Duration A_WHILE = Duration.ofMillis(250);

    /** Those that both ends, or the app, are told of: the others would take 45 s each. */
    private static final List<ByteFault> FAULTS_TOLD =
            List.of(ByteFault.CUT, ByteFault.RESET, ByteFault.HALF_CLOSE, ByteFault.CUT_AT_CLIENT);

    private FaultStorm() {}

    /** Whether nothing was lost, doubled or out of order. */
    static boolean run(FaultServer server, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        int happened = 0;
        try (Journey journey = new Journey(server, "storm")) {
            journey.depart();
            for (int i = 0; i < FAULTS; i++) {
                Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.TO_CLIENT;
                journey.network()
                        .faultAfter(
                                direction,
                                random.nextInt(MAX_BYTES),
                                FAULTS_TOLD.get(random.nextInt(FAULTS_TOLD.size())));
                for (int update = random.nextInt(20); update >= 0; update--) {
                    AccountType account = random.nextBoolean() ? AccountType.PERSONAL : AccountType.BUSINESS;
                    journey.publish(account, "s" + i + "-" + update);
                }
                if (random.nextInt(4) == 0) {
                    journey.send("s" + i);
                }
                happened += journey.network().awaitFault(direction, A_WHILE) ? 1 : 0;
            }
            journey.network().heal();
            journey.arrive(PATIENCE_MILLIS);
            List<String> wrong = journey.witness().violations();
            System.out.printf(
                    Locale.ROOT,
                    "storm: %d faults, %d connections, %d violations, seed %d%n",
                    happened,
                    journey.witness().connections(),
                    wrong.size(),
                    seed);
            wrong.forEach(violation -> System.out.println("  " + violation));
            return wrong.isEmpty();
        }
    }
}
