package org.realtimeupdates.testfixtures.simulation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.domain.Entity;

/** An entity of simulated histories; public so that codecs can read it. */
public record Note(String id, @Nullable String text) implements Entity {

    public Note {
        Objects.requireNonNull(id, "id");
    }
}
