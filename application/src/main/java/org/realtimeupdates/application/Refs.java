package org.realtimeupdates.application;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.realtimeupdates.domain.Ref;

/** Makes refs that cannot be guessed: 128 random bits [RTU-11]. */
public final class Refs {

    private final RandomGenerator random;

    /**
     * Refs from that source.
     *
     * @param random thread-safe; in production a {@link java.security.SecureRandom}
     */
    public Refs(RandomGenerator random) {
        this.random = random;
    }

    public Ref next() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return new Ref(HexFormat.of().formatHex(bytes));
    }
}
