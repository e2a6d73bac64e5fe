package org.realtimeupdates.adapter.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** {@link Outbox} of an {@link InMemoryDatabase}: commands that wait are lost with the process. */
public final class InMemoryOutbox implements Outbox {

    /** How many commands it holds unless told otherwise. */
    public static final int DEFAULT_MAX_COMMANDS = 10_000;

    private final InMemoryDatabase database;
    private final InstantSource clock;
    private final InMemoryTable<Ref, Waiting> commands;

    /** Holds {@value #DEFAULT_MAX_COMMANDS} commands. */
    public InMemoryOutbox(InMemoryDatabase database, InstantSource clock) {
        this(database, clock, DEFAULT_MAX_COMMANDS);
    }

    /**
     * Holds so many commands.
     *
     * @param clock tells since when they wait
     * @param maxCommands positive
     */
    public InMemoryOutbox(InMemoryDatabase database, InstantSource clock, int maxCommands) {
        if (maxCommands < 1) {
            throw new IllegalArgumentException("maxCommands: must be positive, got " + maxCommands);
        }
        this.database = database;
        this.clock = clock;
        this.commands = InMemoryTable.refusing(database, maxCommands);
    }

    @Override
    public void add(AccountType account, Command command) {
        database.inTransaction(this, transaction -> {
            add(transaction, account, command);
            return command;
        });
    }

    @Override
    public void add(Transaction transaction, AccountType account, Command command) {
        Ref ref = command.ref().orElseThrow(() -> new IllegalArgumentException("command: must have a ref"));
        if (commands.find(transaction, ref).isEmpty()) {
            commands.put(transaction, ref, new Waiting(account, command, clock.instant()));
        }
    }

    @Override
    public List<Entry> list(long position, int max) {
        return commands.list(position, max).stream()
                .map(row -> new Entry(row.number(), row.value().account, row.value().command, row.value().since))
                .toList();
    }

    @Override
    public void remove(Ref ref) {
        database.inTransaction(this, transaction -> {
            commands.remove(transaction, ref);
            return ref;
        });
    }

    /** A command that waits. */
    private record Waiting(AccountType account, Command command, Instant since) {}
}
