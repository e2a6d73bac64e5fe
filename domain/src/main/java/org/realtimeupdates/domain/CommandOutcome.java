package org.realtimeupdates.domain;

import java.util.Objects;

/** What became of a command at the server [RTU-40]. Either outcome ends it: it is not sent again. */
public sealed interface CommandOutcome {

    /** The command was carried out. */
    record Processed() implements CommandOutcome {}

    /**
     * The server will not carry the command out.
     *
     * @param reason why, for people; may be empty
     */
    record Rejected(String reason) implements CommandOutcome {
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }
    }

    static CommandOutcome processed() {
        return new Processed();
    }

    static CommandOutcome rejected(String reason) {
        return new Rejected(reason);
    }
}
