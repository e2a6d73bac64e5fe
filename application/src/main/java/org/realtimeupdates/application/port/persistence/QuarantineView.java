package org.realtimeupdates.application.port.persistence;

import java.util.List;
import java.util.Objects;

/** The updates in quarantine, to read. Callable from any thread; sees what is committed; may block. */
public interface QuarantineView {

    /** The position before the first. */
    long START = 0;

    /**
     * The updates in quarantine, in the order they came.
     *
     * @param position only later ones
     * @param max how many at most; positive
     * @throws StoreException when the store is at fault
     */
    List<Entry> list(long position, int max);

    /**
     * An update in quarantine.
     *
     * @param position its place: higher came later; never used again
     */
    record Entry(long position, QuarantinedUpdate update) {
        public Entry {
            Objects.requireNonNull(update, "update");
        }
    }
}
