package org.realtimeupdates.sample.filestore;

import java.util.Locale;

/** Positions as keys: texts in the order of the numbers. */
final class Positions {

    private Positions() {}

    static String key(long position) {
        return String.format(Locale.ROOT, "%019d", position);
    }

    static long of(String key) {
        return Long.parseLong(key);
    }
}
