package org.realtimeupdates.application.client;

import java.util.List;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate.Cause;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** What became of a received update; committed. */
public sealed interface ProcessedUpdate {

    /** The ref to reply; empty where none could be read. */
    Optional<Ref> ref();

    /** What to reply. */
    UpdateOutcome outcome();

    /**
     * Its specific action has run.
     *
     * @param entities what the action got
     */
    record Applied(Update update, List<? extends Entity> entities) implements ProcessedUpdate {

        /** Leaves the content out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "Applied[" + update + "]";
        }

        @Override
        public Optional<Ref> ref() {
            return Optional.of(update.ref());
        }

        @Override
        public UpdateOutcome outcome() {
            return UpdateOutcome.PROCESSED;
        }
    }

    /** It was processed before and came again [RTU-22]. */
    record AlreadyProcessed(Ref known, UpdateOutcome outcome) implements ProcessedUpdate {

        @Override
        public Optional<Ref> ref() {
            return Optional.of(known);
        }
    }

    /** It was set aside [RTU-14] [RTU-33]. */
    record SetAside(QuarantinedUpdate update) implements ProcessedUpdate {

        @Override
        public Optional<Ref> ref() {
            return update.ref();
        }

        @Override
        public UpdateOutcome outcome() {
            return update.cause() == Cause.UNSUPPORTED ? UpdateOutcome.UNSUPPORTED : UpdateOutcome.QUARANTINED;
        }
    }
}
