package org.realtimeupdates.testfixtures.simulation;

/** Scatters numbers: the finalizer of SplitMix64. */
final class Mix {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    static long of(long value) {
        long mixed = value + GOLDEN;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    static long of(long seed, long kind, long number) {
        return of(of(seed ^ of(kind)) + number * GOLDEN);
    }
}
