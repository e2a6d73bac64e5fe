package org.realtimeupdates.application.server;

import java.util.Optional;
import java.util.function.Consumer;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** Handles a session's commands one after the other, beside its updates: a slow handler holds back no update. */
final class SessionCommands {

    private final Device device;
    private final HandleCommands commands;
    private final CommandTurns turns;
    private volatile boolean stopped;

    /** Of the session's executor. */
    private long given;

    SessionCommands(Device device, HandleCommands commands, CommandTurns turns) {
        this.device = device;
        this.commands = commands;
        this.turns = turns;
    }

    /**
     * Handles a command behind the earlier ones.
     *
     * @param onAnswer told the answer to a command with a ref
     * @param onFailure told why the app has to send it again; the commands behind it are not handled on this connection
     */
    void handle(AccountType account, Command command, Consumer<CommandReply> onAnswer, Consumer<Throwable> onFailure) {
        given++;
        turns.execute(device, () -> {
            if (stopped && command.ref().isPresent()) {
                return;
            }
            try {
                Optional<CommandOutcome> outcome = commands.handle(device, account, command);
                Optional<Ref> ref = command.ref();
                if (outcome.isPresent() && ref.isPresent()) {
                    onAnswer.accept(new CommandReply(ref.get(), outcome.get()));
                }
            } catch (Exception | Error e) {
                stopped = true;
                onFailure.accept(e);
            }
        });
    }

    /** Handles no further command with a ref: it comes again on the next connection, in its order. */
    void stop() {
        stopped = true;
    }

    /** How many commands were given so far. Called on the session's executor. */
    long given() {
        return given;
    }

    /** Runs the task after the commands given so far. */
    void afterwards(Runnable task) {
        turns.execute(device, task);
    }
}
