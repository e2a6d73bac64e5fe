package org.realtimeupdates.application.port.notification;

import java.util.List;
import java.util.Objects;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Entity;
import org.realtimeupdates.domain.Ref;

/**
 * An applied update that a person may want to hear of.
 *
 * @param type its payload type
 * @param entities as its specific action got them
 */
public record Notification(AccountType account, Ref ref, Action action, String type, List<? extends Entity> entities) {

    public Notification {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(ref, "ref");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(type, "type");
        entities = List.copyOf(entities);
    }

    /** Leaves the content out: payloads stay out of logs. */
    @Override
    public String toString() {
        return "Notification[" + ref + ", " + action + " " + type + "]";
    }
}
