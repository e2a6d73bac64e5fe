package org.realtimeupdates.application.port.persistence;

import java.util.Objects;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** Makes the update that tells a device that updates of an account were let go [RTU-15]. Thread-safe; does not block. */
@FunctionalInterface
public interface ResetUpdates {

    /** A new one: its ref is used nowhere else. Does not throw. */
    ResetUpdate create(AccountType account);

    /**
     * The update to keep in the place of those let go.
     *
     * @param frame its text on the wire
     */
    record ResetUpdate(Ref ref, String frame) {

        public ResetUpdate {
            Objects.requireNonNull(ref, "ref");
            Objects.requireNonNull(frame, "frame");
        }

        /** Leaves the content out: payloads stay out of logs. */
        @Override
        public String toString() {
            return "ResetUpdate[" + ref + "]";
        }
    }
}
