package org.realtimeupdates.adapter.memory;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.realtimeupdates.adapter.mailboxes.JoinedAppends;
import org.realtimeupdates.adapter.mailboxes.NewestEntries;
import org.realtimeupdates.adapter.mailboxes.ServerTransaction;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/**
 * {@link HandledCommands} in memory. Remembers the latest outcomes of each device until the process ends; a command whose outcome
 * was forgotten is handled again if the device still sends it. The transaction it gives to handlers is one that
 * {@link InMemoryPendingUpdates} joins. Commands with a ref of one device are handled one after the other.
 */
public final class InMemoryHandledCommands implements HandledCommands {

    /** How many outcomes of each device are remembered unless told otherwise. */
    public static final int DEFAULT_MAX_OUTCOMES = 10_000;

    private final InMemoryDevices devices;
    private final int maxOutcomes;
    private final Map<Device, Memory> memories = new ConcurrentHashMap<>();

    /** Remembers {@value #DEFAULT_MAX_OUTCOMES} outcomes of each device. */
    public InMemoryHandledCommands(InMemoryDevices devices) {
        this(devices, DEFAULT_MAX_OUTCOMES);
    }

    /**
     * Remembers so many outcomes.
     *
     * @param devices the known ones; of no other store
     * @param maxOutcomes of each device; positive
     */
    public InMemoryHandledCommands(InMemoryDevices devices, int maxOutcomes) {
        if (maxOutcomes < 1) {
            throw new IllegalArgumentException("maxOutcomes: must be positive, got " + maxOutcomes);
        }
        this.devices = devices;
        this.maxOutcomes = maxOutcomes;
        devices.onForget(memories::remove);
    }

    @Override
    public CommandOutcome handleOnce(Device device, Optional<Ref> ref, Handler handler) throws Exception {
        ServerTransaction transaction = new ServerTransaction(devices);
        CommandOutcome outcome =
                ref.isPresent() ? handleOnce(device, ref.get(), handler, transaction) : handle(handler, transaction);
        transaction.tasks().run();
        return outcome;
    }

    private CommandOutcome handleOnce(Device device, Ref ref, Handler handler, ServerTransaction transaction)
            throws Exception {
        Memory memory = memoryOf(device);
        memory.turn.lock();
        try {
            CommandOutcome recorded = memory.outcomes.get(ref);
            if (recorded != null) {
                return recorded;
            }
            CommandOutcome outcome = handle(handler, transaction);
            memory.outcomes.put(ref, outcome);
            memory.attempts.remove(ref);
            return outcome;
        } finally {
            memory.turn.unlock();
        }
    }

    private static CommandOutcome handle(Handler handler, ServerTransaction transaction) throws Exception {
        CommandOutcome outcome;
        try {
            outcome = handler.handle(transaction);
        } finally {
            transaction.end();
        }
        transaction.appends().ifPresent(JoinedAppends::commit);
        return outcome;
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
            outcomes = new NewestEntries<>(max);
            attempts = new NewestEntries<>(max);
        }
    }
}
