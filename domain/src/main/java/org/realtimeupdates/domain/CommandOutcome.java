package org.realtimeupdates.domain;

import java.util.Objects;

/** What became of a command at the server [RTU-40]. Every outcome ends it: it is not sent again. */
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

    /** The command was handed to a server that speaks only the original frames and gives no answers. */
    record Unconfirmed() implements CommandOutcome {}

    /** The command waited too long for an answer and was given up; the server may or may not have carried it out. */
    record Expired() implements CommandOutcome {}

    static CommandOutcome processed() {
        return new Processed();
    }

    static CommandOutcome rejected(String reason) {
        return new Rejected(reason);
    }
}
