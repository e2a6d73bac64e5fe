package org.realtimeupdates.adapter.jsonb;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fast fuzzer without coverage, for many inputs: mutates seeds and checks the codecs against the oracles. Its arguments and how to run
 * it are in {@code docs/fuzzing.md}. Ends with 1 when it found something.
 */
final class MutationFuzzer {

    private final FuzzOptions options;
    private final Findings findings;
    private final List<FuzzRun> runs = new ArrayList<>();

    MutationFuzzer(FuzzOptions options) {
        this.options = options;
        this.findings = new Findings(options.findings());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        MutationFuzzer fuzzer = new MutationFuzzer(FuzzOptions.parse(args));
        System.out.println(fuzzer.run());
        System.exit(fuzzer.foundSomething() ? 1 : 0);
    }

    boolean foundSomething() {
        return findings.crashes() + findings.slow() > 0;
    }

    /** What was done and found, for people. */
    String run() throws IOException, InterruptedException {
        Seeds seeds = Seeds.load();
        for (Path lines : options.seedFiles()) {
            seeds = seeds.with(lines);
        }
        AtomicLong left = new AtomicLong(options.inputs());
        long began = System.nanoTime();
        long deadline = began + options.time().toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.threads(); i++) {
            FuzzRun run = new FuzzRun(options.seed() + i, seeds, left, deadline, findings);
            runs.add(run);
            Thread thread = new Thread(run, "fuzzer-" + i);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return report(Duration.ofNanos(System.nanoTime() - began));
    }

    private String report(Duration took) {
        long inputs = runs.stream().mapToLong(FuzzRun::inputs).sum();
        long accepted = runs.stream().mapToLong(FuzzRun::accepted).sum();
        return String.format(
                Locale.ROOT,
                "seed %d: %,d inputs in %d s (%,d a second), %,d of them accepted; crashes %d, over 50 ms %d",
                options.seed(),
                inputs,
                took.toSeconds(),
                inputs * 1000 / Math.max(1, took.toMillis()),
                accepted,
                findings.crashes(),
                findings.slow());
    }
}
