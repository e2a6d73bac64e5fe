package org.realtimeupdates.adapter.cli.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.realtimeupdates.adapter.cli.TransportName;
import org.realtimeupdates.testfixtures.network.ByteFault;
import org.realtimeupdates.testfixtures.network.Direction;

/**
 * The long form of {@link FaultTest}: {@code FaultCampaign [STEP [SEED [tyrus|netty]]]} fails at every byte of the handshake and of the first frames, in
 * both directions, or at every STEP-th; then in storms of faults drawn from the seed; then looks how long a half-open connection stays
 * unnoticed, at both ends. Prints a line for each kind; exit code 1 when a promise was broken.
 */
final class FaultCampaign {

    private static final List<ByteFault> TOLD =
            List.of(ByteFault.CUT, ByteFault.RESET, ByteFault.HALF_CLOSE, ByteFault.CUT_AT_CLIENT, ByteFault.STALL);

    /** For the work itself, also on a busy machine. */
    static final long SLACK_MILLIS = 5_000;

    /** The one failure is told at once: what follows is one delay and a second connection. */
    private static final long BOUND_MILLIS = Journey.FIRST_RETRY_DELAY.toMillis() + SLACK_MILLIS;

    private static final long PATIENCE_MILLIS = 20_000;

    private final FaultServer server;
    private final int step;
    private boolean kept = true;

    private FaultCampaign(FaultServer server, int step) {
        this.server = server;
        this.step = step;
    }

    public static void main(String[] arguments) throws Exception {
        int step = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        TransportName transport = arguments.length > 2 ? TransportName.valueOf(arguments[2]) : TransportName.tyrus;
        boolean kept;
        try (FaultServer server = new FaultServer(transport)) {
            FaultCampaign campaign = new FaultCampaign(server, step);
            Extent extent = Extent.measure(server);
            for (ByteFault fault : TOLD) {
                for (Direction direction : Direction.values()) {
                    campaign.atEachByte(fault, direction, extent.bytes(direction));
                }
            }
            kept = campaign.kept;
            kept &= FaultStorm.run(server, seed);
            kept &= HalfOpen.run(server, extent);
        }
        System.exit(kept ? 0 : 1);
    }

    private void atEachByte(ByteFault fault, Direction direction, long extent) throws Exception {
        List<Long> millis = new ArrayList<>();
        int violations = 0;
        for (long bytes = 0; bytes < extent; bytes += step) {
            String name = fault + "-" + direction + "-" + bytes;
            try (Journey journey = new Journey(server, name)) {
                long begin = System.nanoTime();
                List<String> wrong = journey.depart(direction, bytes, fault, PATIENCE_MILLIS);
                millis.add((System.nanoTime() - begin) / 1_000_000);
                if (!wrong.isEmpty()) {
                    violations++;
                    System.out.println("  " + name + ": " + wrong);
                }
            }
        }
        long longest = millis.stream().mapToLong(Long::longValue).max().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%s %s: %d bytes, in sync after %d ms (median) and %d ms (longest), bound %d ms, %d violations%n",
                fault,
                direction,
                millis.size(),
                millis.stream().sorted().toList().get(millis.size() / 2),
                longest,
                BOUND_MILLIS,
                violations);
        kept &= violations == 0 && longest <= BOUND_MILLIS;
    }
}
