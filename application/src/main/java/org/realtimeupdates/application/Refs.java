package org.realtimeupdates.application;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.realtimeupdates.domain.Ref;

/**
 * Makes refs [RTU-11]: 48 bits of time in milliseconds, then 80 random ones. What is made about the same time stands side by side in an
 * index, so that a database writes a few pages of it for a batch and not one for each ref. Thread-safe.
 */
public final class Refs {

    private static final int TIME_DIGITS = 12;
    private static final int RANDOM_BYTES = Long.BYTES + Short.BYTES;

    /** With it turned, numbers are in the order of their digits. */
    private static final long SIGN = Long.MIN_VALUE;

    private final RandomGenerator random;
    private final InstantSource clock;

    /**
     * Refs from that source.
     *
     * @param random thread-safe; in production a {@link java.security.SecureRandom}
     * @param clock may be wrong, and be set anew: time makes no ref unique
     */
    public Refs(RandomGenerator random, InstantSource clock) {
        this.random = random;
        this.clock = clock;
    }

    public Ref next() {
        return next(1).get(0);
    }

    /**
     * Refs of the same millisecond, in the order of their texts: so whoever puts them into an index one after the other goes through it
     * once. Drawn together: a source of strong random numbers takes most of its time for each call.
     *
     * @param count how many; zero or more
     */
    public List<Ref> next(int count) {
        byte[] bytes = new byte[count * RANDOM_BYTES];
        random.nextBytes(bytes);
        ByteBuffer drawn = ByteBuffer.wrap(bytes);
        long[] firsts = new long[count];
        for (int i = 0; i < count; i++) {
            firsts[i] = drawn.getLong() ^ SIGN;
        }
        Arrays.sort(firsts);
        HexFormat hex = HexFormat.of();
        String time = hex.toHexDigits(clock.millis(), TIME_DIGITS);
        List<Ref> refs = new ArrayList<>(count);
        for (long first : firsts) {
            refs.add(new Ref(time + hex.toHexDigits(first ^ SIGN) + hex.toHexDigits(drawn.getShort())));
        }
        return refs;
    }
}
