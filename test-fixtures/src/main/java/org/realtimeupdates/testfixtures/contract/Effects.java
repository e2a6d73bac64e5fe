package org.realtimeupdates.testfixtures.contract;

import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Effect;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** Effects of contract tests. */
final class Effects {

    private Effects() {}

    /** What a test does in a transaction. */
    @FunctionalInterface
    interface Writes {
        void run(Transaction transaction) throws Exception;
    }

    /** One that is done once for that ref. */
    static Effect once(Ref ref, Writes writes) {
        return effect(Optional.of(ref), writes);
    }

    /** One that is done each time. */
    static Effect always(Writes writes) {
        return effect(Optional.empty(), writes);
    }

    private static Effect effect(Optional<Ref> ref, Writes writes) {
        return new Effect(ref, transaction -> {
            writes.run(transaction);
            return UpdateOutcome.PROCESSED;
        });
    }
}
