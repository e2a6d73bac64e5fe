package org.realtimeupdates.domain;

import java.util.List;
import java.util.Objects;

/**
 * "I have processed these updates": the server may drop them [RTU-20].
 *
 * @param refs 1 to {@value #MAX_REFS} refs of updates of one account
 * @param outcome what became of them; the same for all
 */
public record UpdateReply(List<Ref> refs, UpdateOutcome outcome) implements Reply {

    /** The most refs of one reply [RTU-20]. */
    public static final int MAX_REFS = 1000;

    public UpdateReply {
        refs = List.copyOf(refs);
        Objects.requireNonNull(outcome, "outcome");
        if (refs.isEmpty() || refs.size() > MAX_REFS) {
            throw new IllegalArgumentException("refs: 1 to " + MAX_REFS + " are allowed, got " + refs.size());
        }
    }

    /** The update of that ref was processed. */
    public static UpdateReply processed(Ref ref) {
        return new UpdateReply(List.of(ref), UpdateOutcome.PROCESSED);
    }
}
