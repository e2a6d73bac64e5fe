package org.realtimeupdates.adapter.memory.wrong;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.testfixtures.contract.ClientStoreLimits;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;
import org.realtimeupdates.testfixtures.contract.DurableClientStoreContract;

/** The contract of a durable store with one mistake; run by {@link WrongStoresTest} only. A right one survives in memory. */
class WrongDurableClientStore extends DurableClientStoreContract {

    private static DurableControl<ClientStorePorts> control = DurableControl.right();
    private @Nullable ClientStorePorts newest;

    /** What is wrong with stores that are made from now on. */
    static void make(DurableControl<ClientStorePorts> next) {
        control = next;
    }

    static List<DurableControl<ClientStorePorts>> controls() {
        return List.of(
                DurableControl.losing(
                        "is not durable",
                        (left, empty) -> empty,
                        "ReopenedStore.refsAreRemembered",
                        "ReopenedStore.triesAreCountedOn",
                        "ReopenedStore.whatATransactionWroteIsFound",
                        "ReopenedStore.whatATransactionChangedStaysSo",
                        "ReopenedStore.allOfATransactionIsFoundFromItsCommitOn",
                        "ReopenedStore.aCommandIsFoundFromTheMomentThatItWasAdded",
                        "ReopenedStore.aPositionIsNotUsedAgainByTheNextProcess"),
                DurableControl.losing(
                        "counts tries in memory",
                        (left, empty) -> new ClientStorePorts(
                                left.appliedUpdates(),
                                empty.attempts(),
                                left.quarantine(),
                                left.outbox(),
                                left.entities()),
                        "ReopenedStore.triesAreCountedOn",
                        "ReopenedStore.ofATransactionThatTheProcessDiedInNothingIsFound"),
                DurableControl.losing(
                        "keeps commands in memory",
                        (left, empty) -> new ClientStorePorts(
                                left.appliedUpdates(),
                                left.attempts(),
                                left.quarantine(),
                                empty.outbox(),
                                left.entities()),
                        "ReopenedStore.aCommandIsFoundFromTheMomentThatItWasAdded",
                        "ReopenedStore.allOfATransactionIsFoundFromItsCommitOn"),
                DurableControl.of(
                        "writes before the commit",
                        store -> Mistake.at("Quarantine.add", call -> Elsewhere.call(store, call)),
                        "ReopenedStore.ofAFailedTransactionNothingIsFound",
                        "ReopenedStore.ofATransactionThatTheProcessDiedInNothingIsFound"));
    }

    @Override
    protected ClientStorePorts newStore(ClientStoreLimits limits, InstantSource clock) {
        ClientStorePorts right = WrongClientStore.rightStore(limits, clock);
        return use(WrongClientStore.with(control.of().apply(right), right));
    }

    @Override
    protected ClientStorePorts reopen(ClientStoreLimits limits, InstantSource clock) {
        ClientStorePorts left = Objects.requireNonNull(newest);
        return use(control.found().apply(left, WrongClientStore.rightStore(limits, clock)));
    }

    private ClientStorePorts use(ClientStorePorts store) {
        newest = store;
        return store;
    }
}
