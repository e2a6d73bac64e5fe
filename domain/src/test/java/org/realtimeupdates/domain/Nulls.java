package org.realtimeupdates.domain;

import org.jspecify.annotations.NullUnmarked;

/** What code outside of this null-marked module can pass. */
@NullUnmarked
final class Nulls {

    private Nulls() {}

    @SuppressWarnings("TypeParameterUnusedInFormals") // Any null is of every type.
    static <T> T nothing() {
        return null;
    }
}
