package org.realtimeupdates.application.port.notification;

import java.util.List;
import org.realtimeupdates.domain.AccountType;

/** Shows in-app notifications. */
@FunctionalInterface
public interface Notifier {

    /**
     * Shows what was applied: one commit's worth when live, a whole backlog's at once [RTU-35]. Called after the commit, at
     * most once for a ref, never for a silent update [RTU-13]; on a worker thread of that account, so that blocking holds
     * back its further updates. What it throws is logged and changes nothing.
     *
     * @param notifications in order; not empty
     * @param omitted how many earlier ones of a long backlog were left out
     */
    void notify(AccountType account, List<Notification> notifications, long omitted);
}
