package org.realtimeupdates.application.server;

import java.util.Objects;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.notification.ServerEventListener;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.application.port.transport.MessageCodec;

/** What the server's half needs from outside. */
public record ServerPorts(
        Authenticator authenticator,
        MessageCodec codec,
        PendingUpdates pendingUpdates,
        Devices devices,
        HandledCommands handledCommands,
        UnappliedUpdates unappliedUpdates,
        Expiry expiry,
        ServerEventListener events,
        Scheduler scheduler) {

    public ServerPorts {
        Objects.requireNonNull(authenticator, "authenticator");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(pendingUpdates, "pendingUpdates");
        Objects.requireNonNull(devices, "devices");
        Objects.requireNonNull(handledCommands, "handledCommands");
        Objects.requireNonNull(unappliedUpdates, "unappliedUpdates");
        Objects.requireNonNull(expiry, "expiry");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(scheduler, "scheduler");
    }
}
