package org.realtimeupdates.testfixtures.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one history is made of; all of it follows from its seed.
 *
 * @param users how many users there are
 * @param devices how many devices, spread over the users
 * @param someBare whether every other device speaks only the original frames
 * @param publications how many times something is published
 * @param commands how many commands each app sends
 * @param window the server's window
 * @param maxBatch how many updates an app applies in one transaction
 * @param batchBytes up to what size frames share a message
 * @param mailboxLimit how many updates a mailbox holds
 * @param entityIds how many entities of a type there are: the fewer, the more updates are held
 * @param retention how long an app remembers refs
 * @param chaos how long faults strike, in virtual time
 * @param rates how probable each fault is, at each occasion
 */
public record SimulationOptions(
        long seed,
        int users,
        int devices,
        boolean someBare,
        int publications,
        int commands,
        int window,
        int maxBatch,
        int batchBytes,
        int mailboxLimit,
        int entityIds,
        Duration retention,
        Duration chaos,
        Map<Fault, Double> rates) {

    private static final List<Integer> WINDOWS = List.of(1, 2, 3, 5, 8, 256);
    private static final List<Integer> BATCHES = List.of(1, 2, 5, 1_000);
    private static final List<Integer> LIMITS = List.of(3, 5, 8, 10_000, 10_000, 10_000, 10_000, 10_000);
    private static final List<Duration> RETENTIONS = List.of(Duration.ofSeconds(15), Duration.ofDays(7));

    public SimulationOptions {
        rates = Collections.unmodifiableMap(new EnumMap<>(rates));
    }

    /** The options of that seed. */
    public static SimulationOptions of(long seed) {
        SplittableRandom random = new SplittableRandom(Mix.of(seed, 77, 0));
        Map<Fault, Double> rates = new EnumMap<>(Fault.class);
        double share = List.of(0.0, 0.15, 0.4, 0.4, 0.8).get(random.nextInt(5));
        for (Fault fault : Fault.values()) {
            double on = random.nextDouble();
            double rate = random.nextDouble();
            rates.put(fault, on < share ? fault.mostOften() * Math.max(0.02, rate * rate) : 0.0);
        }
        int devices = 1 + random.nextInt(4);
        return new SimulationOptions(
                seed,
                1 + random.nextInt(Math.min(3, devices)),
                devices,
                random.nextInt(5) == 0,
                3 + random.nextInt(20),
                random.nextInt(4),
                pick(random, WINDOWS),
                pick(random, BATCHES),
                random.nextBoolean() ? 1 << 10 : 64 << 10,
                pick(random, LIMITS),
                1 + random.nextInt(12),
                pick(random, RETENTIONS),
                Duration.ofSeconds(20 + random.nextInt(100)),
                rates);
    }

    private static <T> T pick(SplittableRandom random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** The same with less to do. */
    public SimulationOptions withWorkload(int fewerPublications, int fewerCommands) {
        return new SimulationOptions(
                seed,
                users,
                devices,
                someBare,
                fewerPublications,
                fewerCommands,
                window,
                maxBatch,
                batchBytes,
                mailboxLimit,
                entityIds,
                retention,
                chaos,
                rates);
    }

    /** Whether that fault can strike. */
    boolean has(Fault fault) {
        return rates.getOrDefault(fault, 0.0) > 0;
    }

    /** In one paragraph, the faults that are off left out. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                "seed " + seed + ": " + users + " users, " + devices + " devices" + (someBare ? " (some bare), " : ", ")
                        + publications + " publications, " + commands + " commands each, window " + window + ", batch "
                        + maxBatch
                        + ", " + batchBytes + " bytes a message, mailbox " + mailboxLimit + ", " + entityIds
                        + " entities, retention "
                        + retention + ", chaos " + chaos + ", faults");
        rates.forEach((fault, rate) -> {
            if (rate > 0) {
                text.append(String.format(" %s=%.4f", fault, rate));
            }
        });
        return text.toString();
    }
}
