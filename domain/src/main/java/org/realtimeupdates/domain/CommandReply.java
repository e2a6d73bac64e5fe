package org.realtimeupdates.domain;

import java.util.Objects;

/**
 * The server's answer to a command with a ref [RTU-40].
 *
 * @param ref the idempotency key of the command
 * @param outcome what became of it
 */
public record CommandReply(Ref ref, CommandOutcome outcome) implements Reply {

    public CommandReply {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(outcome, "outcome");
    }
}
