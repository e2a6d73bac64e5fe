package org.realtimeupdates.application.port.persistence;

import java.util.Objects;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/**
 * An update to keep until its devices have replied.
 *
 * @param frame its text on the wire, the same for every device
 */
public record NewPendingUpdate(Recipient to, AccountType account, Ref ref, String frame) {

    public NewPendingUpdate {
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(frame, "frame");
    }

    /** Leaves the content out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "NewPendingUpdate[" + ref + ", " + to + ", " + account + "]";
    }
}
