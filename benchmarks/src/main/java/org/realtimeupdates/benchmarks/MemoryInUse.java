package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process holds after a collection.
 *
 * @param heap bytes of heap
 * @param resident bytes in memory, as Linux counts them
 */
record MemoryInUse(long heap, long resident) {

    private static final Path STATUS = Path.of("/proc/self/status");

    static MemoryInUse now() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new MemoryInUse(runtime.totalMemory() - runtime.freeMemory(), residentBytes());
    }

    /** What {@link #toString} has written. */
    static MemoryInUse parse(String line) {
        String[] words = line.split(" ", -1);
        return new MemoryInUse(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    private static long residentBytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kib -> Long.parseLong(kib) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "memory " + heap + " " + resident;
    }
}
