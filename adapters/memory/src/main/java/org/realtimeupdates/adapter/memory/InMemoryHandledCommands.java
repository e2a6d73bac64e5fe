package org.realtimeupdates.adapter.memory;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/**
 * {@link HandledCommands} in memory. Remembers the latest outcomes of each device until the process ends; a command whose outcome
 * was forgotten is handled again if the device still sends it. A handler's writes do not share its transaction. Commands of one
 * device are handled one after the other.
 */
public final class InMemoryHandledCommands implements HandledCommands {

    /** How many outcomes of each device are remembered unless told otherwise. */
    public static final int DEFAULT_MAX_OUTCOMES = 10_000;

    private final int maxOutcomes;
    private final Map<Device, Memory> memories = new ConcurrentHashMap<>();

    /** Remembers {@value #DEFAULT_MAX_OUTCOMES} outcomes of each device. */
    public InMemoryHandledCommands() {
        this(DEFAULT_MAX_OUTCOMES);
    }

    /**
     * Remembers so many outcomes.
     *
     * @param maxOutcomes of each device; positive
     */
    public InMemoryHandledCommands(int maxOutcomes) {
        if (maxOutcomes < 1) {
            throw new IllegalArgumentException("maxOutcomes: must be positive, got " + maxOutcomes);
        }
        this.maxOutcomes = maxOutcomes;
    }

    @Override
    public CommandOutcome handleOnce(Device device, Ref ref, Callable<CommandOutcome> handler) throws Exception {
        Memory memory = memoryOf(device);
        memory.turn.lock();
        try {
            CommandOutcome recorded = memory.outcomes.get(ref);
            if (recorded != null) {
                return recorded;
            }
            CommandOutcome outcome = handler.call();
            memory.outcomes.put(ref, outcome);
            memory.attempts.remove(ref);
            return outcome;
        } finally {
            memory.turn.unlock();
        }
    }

    @Override
    public int countAttempt(Device device, Ref ref) {
        Memory memory = memoryOf(device);
        memory.turn.lock();
        try {
            return memory.attempts.merge(ref, 1, Integer::sum);
        } finally {
            memory.turn.unlock();
        }
    }

    private Memory memoryOf(Device device) {
        return memories.computeIfAbsent(device, key -> new Memory(maxOutcomes));
    }

    /** What is remembered of one device. */
    private static final class Memory {

        private final Lock turn = new ReentrantLock();
        private final Map<Ref, CommandOutcome> outcomes;
        private final Map<Ref, Integer> attempts;

        Memory(int max) {
            outcomes = new Latest<>(max);
            attempts = new Latest<>(max);
        }
    }

    /** A map that forgets its oldest entry when a new one is one too many. */
    private static final class Latest<V> extends LinkedHashMap<Ref, V> {

        private static final long serialVersionUID = 1L;

        private final int max;

        Latest(int max) {
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ref, V> eldest) {
            return size() > max;
        }
    }
}
