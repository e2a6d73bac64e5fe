package org.realtimeupdates.adapter.jdbc;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Long lists in statements: cut to what every database takes as parameters of one. */
final class Chunks {

    private static final int SIZE = 1_000;

    private Chunks() {}

    /** Does the work for the list, in parts if it is long; not at all if it is empty. */
    static <T> void forEach(List<T> all, Work<T> work) throws SQLException {
        for (int from = 0; from < all.size(); from += SIZE) {
            work.run(all.subList(from, Math.min(from + SIZE, all.size())));
        }
    }

    /** {@code (?, ?, ?)} for so many. */
    static String placeholders(int count) {
        return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
    }

    /** What is done for one part. */
    @FunctionalInterface
    interface Work<T> {
        void run(List<T> chunk) throws SQLException;
    }
}
