package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The used heap of another JVM, each second, by {@code jstat}. */
final class HeapSamples implements AutoCloseable {

    private static final double KIB_PER_MIB = 1_024;

    private final Process jstat;
    private final long begin = System.nanoTime();
    private final List<double[]> samples = Collections.synchronizedList(new ArrayList<>());

    HeapSamples(long pid) throws IOException {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "jstat").toString();
        jstat = new ProcessBuilder(program, "-gc", String.valueOf(pid), "1s")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Thread reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
    }

    /** Pairs of seconds since the beginning and MiB in use. */
    List<double[]> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() {
        jstat.destroy();
    }

    private void read() {
        try (BufferedReader lines = jstat.inputReader(StandardCharsets.US_ASCII)) {
            List<String> names = List.of(lines.readLine().strip().split("\\s+", -1));
            lines.lines().forEach(line -> {
                String[] values = line.strip().split("\\s+", -1);
                double used = 0;
                for (String name : List.of("S0U", "S1U", "EU", "OU")) {
                    used += Double.parseDouble(values[names.indexOf(name)]);
                }
                samples.add(new double[] {(System.nanoTime() - begin) / 1e9, used / KIB_PER_MIB});
            });
        } catch (IOException | UncheckedIOException | NullPointerException e) {
            System.err.println("no more heap samples: " + e);
        }
    }
}
