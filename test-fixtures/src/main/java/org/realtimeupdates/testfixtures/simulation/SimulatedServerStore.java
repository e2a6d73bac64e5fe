package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** All that a server remembers; outlives its crashes. */
final class SimulatedServerStore {

    private final SimulatedDatabase database;
    private final SimulatedPendingUpdates pending;
    private final ServerStorePorts ports;

    SimulatedServerStore(PendingLimits limits, InstantSource clock, ResetUpdates resets, StoreWitness witness) {
        this.database = new SimulatedDatabase(witness);
        SimulatedDevices devices = new SimulatedDevices(database, clock);
        this.pending = new SimulatedPendingUpdates(database, devices, limits, clock, resets);
        SimulatedHandledCommands commands = new SimulatedHandledCommands(database, devices, clock);
        this.ports = new ServerStorePorts(pending, devices, commands, pending, commands, pending);
    }

    SimulatedDatabase database() {
        return database;
    }

    ServerStorePorts ports() {
        return ports;
    }

    /** How many updates wait in a mailbox. */
    int waiting(Mailbox mailbox) {
        return pending.waiting(mailbox);
    }
}
