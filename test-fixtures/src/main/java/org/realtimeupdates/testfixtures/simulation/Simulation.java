package org.realtimeupdates.testfixtures.simulation;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.MessageCodec;

/**
 * Runs whole histories of the real halves of the library, in one thread and under virtual time: users, devices, a network, stores,
 * crashes, all drawn from a seed. The same seed gives the same history.
 *
 * <p>A history has two phases. In the first faults strike. In the second none does, and everything must come to rest: each update is
 * applied, set aside or let go of, and replied. An oracle that asks the halves nothing checks every step.
 */
public final class Simulation {

    private final MessageCodec messages;
    private final EntityCodec entities;
    private final Supplier<Wiring> wiring;

    /**
     * Simulates with these codecs.
     *
     * @param messages writes the fields of a frame in the order of the protocol's tables: the oracle reads them on its own
     * @param wiring gives what stands between the halves and the world, anew for each history
     */
    public Simulation(MessageCodec messages, EntityCodec entities, Supplier<Wiring> wiring) {
        this.messages = messages;
        this.entities = entities;
        this.wiring = wiring;
    }

    /** The history of that seed. */
    public SimulationResult run(long seed) {
        return run(SimulationOptions.of(seed), Optional.empty(), 0);
    }

    /**
     * A history with some of its faults only.
     *
     * @param only the faults that strike; others do not, wherever they were; empty for all
     * @param traceLines how much of the end of the trace is kept in words
     */
    public SimulationResult run(SimulationOptions options, Optional<Set<FaultId>> only, int traceLines) {
        World world = new World(options, messages, entities, wiring.get(), only, traceLines);
        new History(world).run();
        return new SimulationResult(
                options,
                world.oracle().violation(),
                world.trace().hash(),
                world.trace().events(),
                world.faults().struck(),
                world.sometimes(),
                world.trace().lines());
    }
}
