package org.realtimeupdates.application.port.persistence;

import java.util.Objects;
import org.realtimeupdates.domain.Ref;

/**
 * An update that waits for the reply of one device.
 *
 * @param position its place: higher is later; never used again within its mailbox
 * @param frame its text on the wire
 * @param reset whether it tells that updates were let go [RTU-15]
 */
public record PendingUpdate(long position, Ref ref, String frame, boolean reset) {

    public PendingUpdate {
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(frame, "frame");
    }

    /** Leaves the content out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "PendingUpdate[" + position + ", " + ref + "]";
    }
}
