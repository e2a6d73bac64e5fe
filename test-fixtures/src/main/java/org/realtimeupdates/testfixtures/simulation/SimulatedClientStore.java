package org.realtimeupdates.testfixtures.simulation;

import java.time.InstantSource;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** All that an app remembers; outlives its crashes. */
final class SimulatedClientStore {

    private final SimulatedDatabase database;
    private final SimulatedOutbox outbox;
    private final ClientStorePorts ports;

    SimulatedClientStore(ClientStoreLimits limits, InstantSource clock, StoreWitness witness) {
        this.database = new SimulatedDatabase(witness);
        SimulatedAppliedUpdates applied = new SimulatedAppliedUpdates(database, clock);
        this.outbox = new SimulatedOutbox(database, clock, limits.commands());
        this.ports = new ClientStorePorts(
                applied,
                applied,
                new SimulatedQuarantine(database, limits.quarantined(), limits.unreadable()),
                outbox,
                new SimulatedEntityStore(database));
    }

    SimulatedDatabase database() {
        return database;
    }

    ClientStorePorts ports() {
        return ports;
    }

    /** How many commands wait. */
    int commands() {
        return outbox.size();
    }
}
