package org.realtimeupdates.application.server;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands commands to the service's handler, once per ref [RTU-40]. */
final class HandleCommands {

    static final int MAX_ATTEMPTS = 5;

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
    Optional<CommandOutcome> handle(ReceivedCommand command) throws Exception {
        if (command.ref().isEmpty()) {
            try {
                answer(command);
            } catch (Exception e) {
                log.warn("A command without a ref of {} failed and is lost", command.device(), e);
            }
            return Optional.empty();
        }
        return Optional.of(handleOnce(command, command.ref().get()));
    }

    private CommandOutcome answer(ReceivedCommand command) throws Exception {
        CommandOutcome outcome;
        try {
            outcome = Objects.requireNonNull(handler.handle(command), "a command handler gave no outcome");
        } catch (Error e) {
            // Counts like an exception, as in the app.
            throw new ExecutionException(e);
        }
        if (outcome instanceof CommandOutcome.Unconfirmed) {
            throw new IllegalStateException("a command handler cannot leave a command unconfirmed");
        }
        return outcome;
    }

    private CommandOutcome handleOnce(ReceivedCommand command, Ref ref) throws Exception {
        try {
            return handled.handleOnce(command.device(), ref, () -> answer(command));
        } catch (StoreException e) {
            // Not the command's fault.
            throw e;
        } catch (Exception e) {
            int attempts = handled.countAttempt(command.device(), ref);
            log.warn("Command {} of {} failed, try {} of {}", ref, command.device(), attempts, MAX_ATTEMPTS, e);
            if (attempts < MAX_ATTEMPTS) {
                throw e;
            }
            String reason = "failed " + attempts + " times";
            return handled.handleOnce(command.device(), ref, () -> CommandOutcome.rejected(reason));
        }
    }
}
