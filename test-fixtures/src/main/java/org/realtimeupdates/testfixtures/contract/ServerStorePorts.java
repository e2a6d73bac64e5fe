package org.realtimeupdates.testfixtures.contract;

import java.util.Objects;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;

/** The ports of one store of a server. */
public record ServerStorePorts(
        PendingUpdates pendingUpdates,
        Devices devices,
        HandledCommands handledCommands,
        MailboxDirectory mailboxDirectory,
        UnappliedUpdates unappliedUpdates,
        Expiry expiry) {

    public ServerStorePorts {
        Objects.requireNonNull(pendingUpdates, "pendingUpdates");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(handledCommands, "handledCommands");
        Objects.requireNonNull(mailboxDirectory, "mailboxDirectory");
        Objects.requireNonNull(unappliedUpdates, "unappliedUpdates");
        Objects.requireNonNull(expiry, "expiry");
    }
}
