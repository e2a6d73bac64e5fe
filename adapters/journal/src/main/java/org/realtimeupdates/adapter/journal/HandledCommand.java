package org.realtimeupdates.adapter.journal;

import java.util.Optional;
import org.realtimeupdates.domain.CommandOutcome;

/**
 * What is remembered of a command.
 *
 * @param outcome empty while it has none
 * @param attempts since it had none
 * @param changed in milliseconds since 1970
 */
record HandledCommand(Optional<CommandOutcome> outcome, int attempts, long changed) {

    static final HandledCommand UNKNOWN = new HandledCommand(Optional.empty(), 0, 0);
}
