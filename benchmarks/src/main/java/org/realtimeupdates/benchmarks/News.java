package org.realtimeupdates.benchmarks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What apps have told: words and the times they came with. Thread-safe. */
final class News {

    private final Map<String, List<Long>> times = new HashMap<>();

    synchronized void add(String line) {
        int space = line.indexOf(' ');
        times.computeIfAbsent(line.substring(0, space), word -> new ArrayList<>())
                .add(Long.parseLong(line.substring(space + 1)));
        notifyAll();
    }

    synchronized void clear() {
        times.clear();
    }

    synchronized List<Long> of(String word) {
        return times.getOrDefault(word, List.of()).stream().sorted().toList();
    }

    /** Waits until a word has come so often; whether it has, in time. */
    synchronized boolean await(String word, int count, long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (times.getOrDefault(word, List.of()).size() < count) {
            if (System.nanoTime() > end) {
                System.err.println(
                        word + ": " + times.getOrDefault(word, List.of()).size() + " of " + count);
                return false;
            }
            wait(100);
        }
        return true;
    }
}
