package org.realtimeupdates.adapter.journal;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.adapter.mailboxes.JoinedAppends;
import org.realtimeupdates.adapter.mailboxes.KeptUpdate;
import org.realtimeupdates.adapter.mailboxes.ServerTransaction;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/**
 * {@link HandledCommands} in a journal: the outcome of a command and all that its handler publishes are one record. Commands with a ref of one
 * device are handled one after the other.
 */
final class JournalHandledCommands implements HandledCommands {

    private final Journal journal;
    private final Appends appends;
    private final InstantSource clock;

    private final Turns turns = new Turns();

    JournalHandledCommands(Journal journal, Appends appends, InstantSource clock) {
        this.journal = journal;
        this.appends = appends;
        this.clock = clock;
    }

    @Override
    public CommandOutcome handleOnce(Device device, Optional<Ref> ref, Handler handler) throws Exception {
        ServerTransaction transaction = new ServerTransaction(journal);
        CommandOutcome outcome = ref.isPresent()
                ? inTurn(device, ref.get(), handler, transaction)
                : handle(device, ref, handler, transaction);
        transaction.tasks().run();
        return outcome;
    }

    private CommandOutcome inTurn(Device device, Ref ref, Handler handler, ServerTransaction transaction)
            throws Exception {
        return turns.take(device, () -> {
            Optional<CommandOutcome> recorded = find(device, ref).flatMap(HandledCommand::outcome);
            return recorded.isPresent() ? recorded.get() : handle(device, Optional.of(ref), handler, transaction);
        });
    }

    private CommandOutcome handle(Device device, Optional<Ref> ref, Handler handler, ServerTransaction transaction)
            throws Exception {
        CommandOutcome outcome;
        try {
            outcome = handler.handle(transaction);
        } finally {
            transaction.end();
        }
        List<NewPendingUpdate> updates =
                transaction.appends().map(JoinedAppends::updates).orElse(List.of());
        List<KeptUpdate> prepared = appends.prepare(updates);
        List<Set<Device>> addressed = journal.change((index, change) -> {
            ref.ifPresent(command ->
                    change.command(device, command, new HandledCommand(Optional.of(outcome), 0, clock.millis())));
            return appends.append(index, change, updates, prepared);
        });
        transaction.appends().ifPresent(joined -> joined.addressed(addressed));
        return outcome;
    }

    @Override
    public int countAttempt(Device device, Ref ref) {
        return journal.change((index, change) -> {
            HandledCommand before = index.find(device)
                    .map(DeviceEntry::commands)
                    .map(commands -> commands.get(ref))
                    .orElse(HandledCommand.UNKNOWN);
            int attempts = before.attempts() + 1;
            change.command(device, ref, new HandledCommand(before.outcome(), attempts, clock.millis()));
            return attempts;
        });
    }

    private Optional<HandledCommand> find(Device device, Ref ref) {
        return journal.readDurable(
                index -> index.find(device).map(DeviceEntry::commands).map(commands -> commands.get(ref)));
    }
}
