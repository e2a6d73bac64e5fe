package org.realtimeupdates.sample.filestore;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** {@link Outbox} in a file: a row for each command, by its position. */
final class FileOutbox implements Outbox {

    private static final String COMMANDS = "command";

    private final FileDatabase database;
    private final InstantSource clock;
    private final int maxCommands;

    FileOutbox(FileDatabase database, InstantSource clock, int maxCommands) {
        this.database = database;
        this.clock = clock;
        this.maxCommands = maxCommands;
    }

    @Override
    public void add(AccountType account, Command command) {
        database.inTransaction(transaction -> {
            add(transaction, account, command);
            return command;
        });
    }

    @Override
    public void add(Transaction transaction, AccountType account, Command command) {
        FileTransaction running = FileTransaction.of(transaction, database);
        Ref ref = command.ref().orElseThrow(() -> new IllegalArgumentException("command: must have a ref"));
        Map<String, List<String>> commands = running.rows(COMMANDS);
        if (commands.values().stream().anyMatch(row -> row.get(0).equals(ref.value()))) {
            return;
        }
        if (commands.size() >= maxCommands) {
            throw new StoreException("the outbox is full: " + maxCommands + " commands");
        }
        running.put(
                COMMANDS,
                Positions.key(running.nextNumber(COMMANDS)),
                ref.value(),
                account.name(),
                command.name(),
                command.arguments(),
                clock.instant().toString());
    }

    @Override
    public List<Entry> list(long position, int max) {
        return database.rows(COMMANDS).tailMap(Positions.key(position), false).entrySet().stream()
                .limit(max)
                .map(row -> entry(Positions.of(row.getKey()), row.getValue()))
                .toList();
    }

    @Override
    public void remove(Ref ref) {
        database.inTransaction(transaction -> {
            transaction.rows(COMMANDS).forEach((position, row) -> {
                if (row.get(0).equals(ref.value())) {
                    transaction.remove(COMMANDS, position);
                }
            });
            return ref;
        });
    }

    private static Entry entry(long position, List<String> row) {
        Command command = new Command(row.get(2), row.get(3), Optional.of(new Ref(row.get(0))));
        return new Entry(position, AccountType.valueOf(row.get(1)), command, Instant.parse(row.get(4)));
    }
}
