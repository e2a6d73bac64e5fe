package org.realtimeupdates.adapter.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** {@link Outbox} in memory: commands that wait are lost with the process. */
public final class InMemoryOutbox implements Outbox {

    /** How many commands it holds unless told otherwise. */
    public static final int DEFAULT_MAX_COMMANDS = 10_000;

    private final int maxCommands;
    private final Map<Ref, Entry> entries = new LinkedHashMap<>();

    /** Holds {@value #DEFAULT_MAX_COMMANDS} commands. */
    public InMemoryOutbox() {
        this(DEFAULT_MAX_COMMANDS);
    }

    /**
     * Holds so many commands.
     *
     * @param maxCommands positive
     */
    public InMemoryOutbox(int maxCommands) {
        if (maxCommands < 1) {
            throw new IllegalArgumentException("maxCommands: must be positive, got " + maxCommands);
        }
        this.maxCommands = maxCommands;
    }

    @Override
    public synchronized void add(AccountType account, Command command) {
        Ref ref = command.ref().orElseThrow(() -> new IllegalArgumentException("command: must have a ref"));
        if (entries.containsKey(ref)) {
            return;
        }
        if (entries.size() >= maxCommands) {
            throw new StoreException("the outbox is full: " + maxCommands + " commands wait");
        }
        entries.put(ref, new Entry(account, command));
    }

    @Override
    public synchronized List<Entry> pending() {
        return List.copyOf(entries.values());
    }

    @Override
    public synchronized void remove(Ref ref) {
        entries.remove(ref);
    }
}
