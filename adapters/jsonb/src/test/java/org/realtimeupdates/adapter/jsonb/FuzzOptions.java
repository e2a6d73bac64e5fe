package org.realtimeupdates.adapter.jsonb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long {@link MutationFuzzer} runs and what it begins with.
 *
 * @param inputs after so many it ends
 * @param time or after so long
 * @param seedFiles further seeds, one a line
 * @param findings where to write what is at fault
 */
record FuzzOptions(long inputs, Duration time, int threads, long seed, List<Path> seedFiles, Path findings) {

    static FuzzOptions parse(String... args) {
        long inputs = Long.MAX_VALUE;
        Duration time = Duration.ofMinutes(1);
        int threads = Runtime.getRuntime().availableProcessors();
        long seed = System.nanoTime();
        List<Path> seedFiles = new ArrayList<>();
        Path findings = Path.of("target", "fuzzing");
        if (args.length % 2 != 0) {
            throw new IllegalArgumentException("every option has a value");
        }
        for (int i = 0; i < args.length; i += 2) {
            String value = args[i + 1];
            switch (args[i]) {
                case "--inputs" -> {
                    inputs = Long.parseLong(value);
                    time = Duration.ofDays(1);
                }
                case "--seconds" -> time = Duration.ofSeconds(Long.parseLong(value));
                case "--threads" -> threads = Integer.parseInt(value);
                case "--seed" -> seed = Long.parseLong(value);
                case "--seeds" -> seedFiles.add(Path.of(value));
                case "--findings" -> findings = Path.of(value);
                default -> throw new IllegalArgumentException("no option: " + args[i]);
            }
        }
        return new FuzzOptions(inputs, time, threads, seed, seedFiles, findings);
    }
}
