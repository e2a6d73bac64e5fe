package org.realtimeupdates.adapter.memory.wrong;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.testfixtures.contract.DurableServerStoreContract;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** The contract of a durable store with one mistake; run by {@link WrongStoresTest} only. A right one survives in memory. */
class WrongDurableServerStore extends DurableServerStoreContract {

    private static DurableControl<ServerStorePorts> control = DurableControl.right();
    private @Nullable ServerStorePorts newest;

    /** What is wrong with stores that are made from now on. */
    static void make(DurableControl<ServerStorePorts> next) {
        control = next;
    }

    static List<DurableControl<ServerStorePorts>> controls() {
        return List.of(
                DurableControl.losing(
                        "is not durable",
                        (left, empty) -> empty,
                        "ReopenedStore.whatWasPublishedWaits",
                        "ReopenedStore.refsAreRemembered",
                        "ReopenedStore.aReplyMayBeLost",
                        "ReopenedStore.aCommandsOutcomeIsGivenAgain",
                        "ReopenedStore.allOfACommandIsFoundFromItsCommitOn",
                        "ReopenedStore.whatWasLetGoStaysSo",
                        "ReopenedStore.aPositionIsNotUsedAgainByTheNextProcess"),
                DurableControl.losing(
                        "keeps outcomes of commands in memory",
                        (left, empty) -> new ServerStorePorts(
                                left.pendingUpdates(),
                                left.devices(),
                                empty.handledCommands(),
                                left.mailboxDirectory(),
                                left.unappliedUpdates(),
                                left.expiry()),
                        "ReopenedStore.aCommandsOutcomeIsGivenAgain",
                        "ReopenedStore.allOfACommandIsFoundFromItsCommitOn"),
                DurableControl.of(
                        "publishes before the commit",
                        store -> Mistake.at(
                                WrongPendingUpdates.APPEND,
                                call -> store.pendingUpdates().append(WrongPendingUpdates.updates(call))),
                        "ReopenedStore.ofAFailedTransactionNothingIsFound",
                        "ReopenedStore.ofACommandThatTheProcessDiedInNothingIsFound"));
    }

    @Override
    protected ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        ServerStorePorts right = WrongServerStore.rightStore(limits, clock, resets);
        return use(WrongServerStore.with(control.of().apply(right), right));
    }

    @Override
    protected ServerStorePorts reopen(PendingLimits limits, InstantSource clock, ResetUpdates resets) {
        ServerStorePorts left = Objects.requireNonNull(newest);
        return use(control.found().apply(left, WrongServerStore.rightStore(limits, clock, resets)));
    }

    private ServerStorePorts use(ServerStorePorts store) {
        newest = store;
        return store;
    }
}
