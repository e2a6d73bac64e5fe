package org.realtimeupdates.testfixtures.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;

/** What all parts of one history share. */
final class World {

    private final SimulationOptions options;
    private final SplittableRandom random;
    private final VirtualTime time;
    private final Faults faults;
    private final Trace trace;
    private final MessageCodec messages;
    private final EntityCodec entities;
    private final Wiring wiring;
    private final Oracle oracle;
    private final Map<Sometimes, Integer> sometimes = new EnumMap<>(Sometimes.class);

    World(
            SimulationOptions options,
            MessageCodec messages,
            EntityCodec entities,
            Wiring wiring,
            Optional<Set<FaultId>> only,
            int traceLines) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
        this.time = new VirtualTime(random.split());
        this.faults = new Faults(options.seed(), options.rates(), only);
        this.trace = new Trace(traceLines);
        this.messages = messages;
        this.entities = entities;
        this.wiring = wiring;
        this.oracle = new Oracle(this);
    }

    SimulationOptions options() {
        return options;
    }

    /** Split it; draw nothing from it. */
    SplittableRandom random() {
        return random;
    }

    VirtualTime time() {
        return time;
    }

    Faults faults() {
        return faults;
    }

    Trace trace() {
        return trace;
    }

    MessageCodec messages() {
        return messages;
    }

    EntityCodec entities() {
        return entities;
    }

    Wiring wiring() {
        return wiring;
    }

    Oracle oracle() {
        return oracle;
    }

    void trace(String who, String what, String content) {
        trace.add(time.now(), who, what, content);
    }

    void trace(String who, StoreNote note) {
        trace.add(time.now(), who, note);
    }

    void happened(Sometimes what) {
        sometimes.merge(what, 1, Integer::sum);
    }

    Map<Sometimes, Integer> sometimes() {
        return sometimes;
    }
}
