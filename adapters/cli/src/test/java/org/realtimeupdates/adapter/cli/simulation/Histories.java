package org.realtimeupdates.adapter.cli.simulation;

import java.util.function.Supplier;
import org.realtimeupdates.adapter.jsonb.JsonbEntityCodec;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.testfixtures.simulation.Simulation;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Simulations with the codec that goes over the wire. */
final class Histories {

    static final JsonbMessageCodec MESSAGES = new JsonbMessageCodec();
    private static final JsonbEntityCodec ENTITIES = new JsonbEntityCodec();

    private Histories() {}

    static Simulation right() {
        return with(() -> Wiring.NONE);
    }

    static Simulation with(Supplier<Wiring> wiring) {
        return new Simulation(MESSAGES, ENTITIES, wiring);
    }
}
