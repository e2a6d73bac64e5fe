package org.realtimeupdates.application.server;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.realtimeupdates.application.LogText;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.HandledCommands.Handler;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands commands to the service's handler, once per ref [RTU-40]. */
final class HandleCommands {

    static final int MAX_ATTEMPTS = 5;

    /** Characters of a reason that are kept. */
    private static final int MAX_REASON = 1_000;

    /** "Replacement character": stands for half a surrogate pair. */
    private static final char REPLACEMENT = '\ufffd';

    private static final Logger log = LoggerFactory.getLogger(HandleCommands.class);

    private final HandledCommands handled;
    private final CommandHandler handler;

    HandleCommands(HandledCommands handled, CommandHandler handler) {
        this.handled = handled;
        this.handler = handler;
    }

    /**
     * The answer to a command; blocks.
     *
     * @return empty for a command without a ref: nobody waits for its answer
     * @throws Exception when the app is to send the command again
     */
    Optional<CommandOutcome> handle(Device device, AccountType account, Command command) throws Exception {
        Handler answer = transaction -> answer(
                new ReceivedCommand(device, account, command.name(), command.arguments(), command.ref(), transaction));
        if (command.ref().isPresent()) {
            return Optional.of(handleOnce(device, command.ref().get(), answer));
        }
        try {
            handled.handleOnce(device, Optional.empty(), answer);
        } catch (Exception e) {
            log.warn("A command without a ref of {} failed and is lost", device, e);
        }
        return Optional.empty();
    }

    private CommandOutcome answer(ReceivedCommand command) throws Exception {
        CommandOutcome outcome;
        try {
            outcome = Objects.requireNonNull(handler.handle(command), "a command handler gave no outcome");
        } catch (Error e) {
            // Counts like an exception, as in the app.
            throw new ExecutionException(e);
        }
        if (outcome instanceof CommandOutcome.Unconfirmed || outcome instanceof CommandOutcome.Expired) {
            throw new IllegalStateException("a command handler processes a command or rejects it");
        }
        return outcome instanceof CommandOutcome.Rejected rejected
                ? CommandOutcome.rejected(sendable(rejected.reason()))
                : outcome;
    }

    /** What is recorded must be sendable, or the app would send the command again for ever. */
    private static String sendable(String reason) {
        int[] characters = reason.codePoints()
                .limit(MAX_REASON)
                .map(c -> Character.isBmpCodePoint(c) && Character.isSurrogate((char) c) ? REPLACEMENT : c)
                .toArray();
        return new String(characters, 0, characters.length);
    }

    private CommandOutcome handleOnce(Device device, Ref ref, Handler answer) throws Exception {
        try {
            return handled.handleOnce(device, Optional.of(ref), answer);
        } catch (StoreException e) {
            // Not the command's fault.
            throw e;
        } catch (Exception e) {
            int attempts = handled.countAttempt(device, ref);
            log.warn(
                    "Command {} of {} failed, try {} of {}",
                    LogText.safe(ref.value()),
                    device,
                    attempts,
                    MAX_ATTEMPTS,
                    e);
            if (attempts < MAX_ATTEMPTS) {
                throw e;
            }
            String reason = "failed " + attempts + " times";
            return handled.handleOnce(device, Optional.of(ref), transaction -> CommandOutcome.rejected(reason));
        }
    }
}
