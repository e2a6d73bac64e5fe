package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.answer;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.realtimeupdates.application.port.persistence.HandledCommands.Handler;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Wrong memories of commands. */
final class WrongHandledCommands {

    private static final String HANDLE = "HandledCommands.handleOnce";
    private static final String COUNT = "HandledCommands.countAttempt";

    private WrongHandledCommands() {}

    static List<Control<ServerStorePorts>> controls() {
        return List.of(
                Control.of(
                        "forgets the outcome",
                        at(HANDLE, call -> call.with(1, Optional.empty()).proceed()),
                        "HandledCommands.aCommandIsHandledOnce",
                        "HandledCommands.whatAHandlerPublishesHappensOnce",
                        "HandledCommands.attemptsAreCountedUntilTheOutcomeIsRecorded",
                        "Expiry.anOutcomeIsRememberedForLongerThanAnAppSendsItsCommand"),
                Control.of(
                        "takes all devices for one",
                        at(
                                HANDLE,
                                call -> call.with(0, new Device("anna", "phone"))
                                        .proceed()),
                        "HandledCommands.userDeviceAndRefNameACommand"),
                Control.of(
                        "records a handler that throws",
                        handlers(handler -> transaction -> {
                            try {
                                return handler.handle(transaction);
                            } catch (Exception e) {
                                return CommandOutcome.rejected("failed");
                            }
                        }),
                        "HandledCommands.aHandlerThatThrowsRecordsNothing",
                        "HandledCommands.whatAFailedHandlerPublishedIsGone"),
                Control.of(
                        "gives a ref to what has none",
                        at(
                                HANDLE,
                                call -> call.with(1, Optional.of(new Ref("none")))
                                        .proceed()),
                        "HandledCommands.aCommandWithoutARefIsHandledEachTime"),
                Control.of(
                        "takes a rejection for a failure",
                        at(HANDLE, call -> {
                            Handler handler = call.last(Handler.class);
                            CommandOutcome[] rejected = new CommandOutcome[1];
                            try {
                                return call.withLast((Handler) transaction -> {
                                            CommandOutcome outcome = handler.handle(transaction);
                                            if (!outcome.equals(CommandOutcome.processed())) {
                                                rejected[0] = outcome;
                                                throw new IllegalStateException("rejected");
                                            }
                                            return outcome;
                                        })
                                        .proceed();
                            } catch (IllegalStateException e) {
                                return Objects.requireNonNull(rejected[0]);
                            }
                        }),
                        "HandledCommands.whatARejectingHandlerPublishedIsKept"),
                Control.of(
                        "runs tasks before the commit",
                        lending((real, task) -> task.run(), false),
                        "HandledCommands.tasksRunAfterTheCommit",
                        "HandledCommands.tasksOfAFailedHandlerNeverRun"),
                Control.of(
                        "gives a handle of any type",
                        lending(Transaction::afterCommit, true),
                        "HandledCommands.aHandleOfAnUnknownTypeIsRefused"),
                Control.of(
                        "counts no tries",
                        answer(COUNT, 1),
                        "HandledCommands.attemptsAreCountedUntilTheOutcomeIsRecorded"),
                Control.of(
                        "gives whoever waits what the other did not get",
                        at(HANDLE, call -> {
                            boolean[] ran = new boolean[1];
                            Handler handler = call.last(Handler.class);
                            Object outcome = call.withLast((Handler) transaction -> {
                                        ran[0] = true;
                                        return handler.handle(transaction);
                                    })
                                    .proceed();
                            return ran[0] ? outcome : CommandOutcome.rejected("somebody else has done it");
                        }),
                        "HandledCommands.callsAtTheSameTimeRunTheHandlerOnce"));
    }

    private static Mistake handlers(UnaryOperator<Handler> change) {
        return at(
                HANDLE,
                call -> call.withLast(change.apply(call.last(Handler.class))).proceed());
    }

    private static Mistake lending(Mistake.Tasks tasks, boolean givesAnyHandle) {
        return handlers(
                handler -> transaction -> handler.handle(Mistake.transaction(transaction, tasks, givesAnyHandle)));
    }
}
