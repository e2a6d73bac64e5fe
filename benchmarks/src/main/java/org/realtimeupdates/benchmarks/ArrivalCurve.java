package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How apps come back after their server is gone. */
final class ArrivalCurve {

    private static final int STEP_MILLIS = 100;

    private final List<Double> attempts;
    private final List<Double> inSync;

    ArrivalCurve(long cut, News news) {
        attempts = seconds(news.of("attempt"), cut);
        inSync = seconds(news.of("caughtUp"), cut);
    }

    double lastInSyncSeconds() {
        return inSync.isEmpty() ? Double.POSITIVE_INFINITY : inSync.get(inSync.size() - 1);
    }

    /**
     * For a table.
     *
     * @param downMillis how long nobody listened
     */
    String summary(int apps, long downMillis) {
        return String.format(
                Locale.ROOT,
                "server away for %.1f s; in sync again: half after %.1f s, 99 %% after %.1f s, all %d after %.1f s; "
                        + "%d attempts, at most %d in %d ms",
                downMillis / 1e3,
                at(apps / 2),
                at(apps * 99 / 100),
                inSync.size(),
                lastInSyncSeconds(),
                attempts.size(),
                (int) rates(attempts).stream()
                        .mapToDouble(point -> point[1])
                        .max()
                        .orElse(0),
                STEP_MILLIS);
    }

    private double at(int index) {
        return index < inSync.size() ? inSync.get(index) : Double.POSITIVE_INFINITY;
    }

    void plot(Path file, int apps) throws IOException {
        new SvgPlot(
                        apps + " apps whose server is killed and started again",
                        "seconds since the kill",
                        "apps in each " + STEP_MILLIS + " ms")
                .line("attempts to connect", rates(attempts))
                .line("in sync again", rates(inSync))
                .write(file);
    }

    private List<double[]> rates(List<Double> moments) {
        double end = Math.max(lastInSyncSeconds(), 1);
        int steps = (int) Math.ceil(Math.min(end, 60) * 1_000 / STEP_MILLIS) + 1;
        int[] counts = new int[steps];
        for (double moment : moments) {
            int step = (int) (moment * 1_000 / STEP_MILLIS);
            if (step >= 0 && step < steps) {
                counts[step]++;
            }
        }
        List<double[]> points = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            points.add(new double[] {step * STEP_MILLIS / 1e3, counts[step]});
        }
        return points;
    }

    private static List<Double> seconds(List<Long> millis, long cut) {
        return millis.stream().map(at -> (at - cut) / 1e3).filter(at -> at >= 0).toList();
    }
}
