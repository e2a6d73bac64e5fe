package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.answer;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.list;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.nothingAt;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.realtimeupdates.application.port.persistence.QuarantineView.Entry;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** Wrong quarantines. */
final class WrongQuarantines {

    private static final String ADD = "Quarantine.add";
    private static final String HOLDS = "Quarantine.holds";
    private static final String LIST = "Quarantine.list";
    private static final String REMOVE = "Quarantine.remove";
    private static final String UPDATE = "Quarantine.update";

    private WrongQuarantines() {}

    static List<Control<ClientStorePorts>> controls() {
        return List.of(
                Control.of(
                        "keeps only what is ASCII of a text",
                        at(
                                ADD,
                                call -> call.withLast(asciiOnly(call.last(QuarantinedUpdate.class)))
                                        .proceed()),
                        "Quarantine.anUpdateIsListedAsItWasSetAside"),
                Control.of(
                        "lists backwards",
                        list(LIST, Entry.class, Lists::reversed),
                        "Quarantine.updatesAreListedInTheOrderTheyCame"),
                Control.of(
                        "begins every page at the first",
                        at(LIST, call -> call.with(0, 0L).proceed()),
                        "Quarantine.aPageBeginsAfterAPosition"),
                Control.of(
                        "uses positions again",
                        list(LIST, Entry.class, WrongQuarantines::numbered),
                        "Quarantine.aPositionIsNeverUsedAgain"),
                Control.of(
                        "holds nothing",
                        answer(HOLDS, false),
                        "Quarantine.anEntityIsHeldWhenOneOfItsUpdatesIsInQuarantine",
                        "Quarantine.aLaterEffectOfTheBatchSeesWhatAnEarlierOneSetAside"),
                Control.of(
                        "holds in every account",
                        at(
                                HOLDS,
                                call -> Boolean.TRUE.equals(call.with(1, AccountType.PERSONAL)
                                                .proceed())
                                        || Boolean.TRUE.equals(call.with(1, AccountType.BUSINESS)
                                                .proceed())),
                        "Quarantine.accountTypeAndIdDecideWhatIsHeld",
                        "Quarantine.theEntitiesOfARemovedUpdateAreHeldNoMore"),
                Control.of("holds everything", answer(HOLDS, true), "Quarantine.anUpdateWithoutARefHoldsNothing"),
                Control.withStore(
                        "holds by what is committed",
                        store -> at(HOLDS, call -> isListed(store, call)),
                        "Quarantine.aTransactionSeesItsOwnWrites",
                        "Quarantine.aTransactionSeesItsOwnRemovals",
                        "Quarantine.aLaterEffectOfTheBatchSeesWhatAnEarlierOneSetAside"),
                Control.withStore(
                        "holds nothing any more once something was removed",
                        store -> {
                            AtomicBoolean removed = new AtomicBoolean();
                            return call -> {
                                removed.compareAndSet(false, call.is(REMOVE));
                                return call.is(HOLDS) && removed.get() ? false : call.proceed();
                            };
                        },
                        "Quarantine.anEntityIsHeldUntilTheLastOfItsUpdatesIsRemoved"),
                Control.withStore(
                        "sets aside in another transaction",
                        store -> at(ADD, call -> Elsewhere.call(store, call)),
                        "Quarantine.whatAFailedTransactionSetAsideIsGone"),
                Control.withStore(
                        "removes in another transaction",
                        store -> at(REMOVE, call -> Elsewhere.call(store, call)),
                        "Quarantine.whatAFailedTransactionChangedIsAsItWas"),
                Control.of(
                        "drops what is too much without a word",
                        at(ADD, call -> {
                            try {
                                return call.proceed();
                            } catch (StoreException e) {
                                return null;
                            }
                        }),
                        "Quarantine.aFullQuarantineTakesNoMore",
                        "Quarantine.aTransactionCannotGoOverTheBoundEither"),
                Control.withStore(
                        "keeps the oldest of what has no ref",
                        store -> at(
                                ADD,
                                call -> call.last(QuarantinedUpdate.class).ref().isEmpty() && withoutRef(store) >= 3
                                        ? null
                                        : call.proceed()),
                        "Quarantine.ofTheUpdatesWithoutARefOnlyTheNewestAreKept"),
                Control.of(
                        "removes nothing",
                        nothingAt(REMOVE),
                        "Quarantine.aRemovedUpdateIsGone",
                        "Quarantine.theEntitiesOfARemovedUpdateAreHeldNoMore",
                        "Quarantine.aFullQuarantineHasRoomAgain"),
                Control.of("changes nothing", nothingAt(UPDATE), "Quarantine.whatIsKnownOfAnUpdateIsChangedInItsPlace"),
                Control.withStore(
                        "puts a change where nothing is",
                        store -> at(UPDATE, call -> {
                            Entry entry = call.last(Entry.class);
                            if (store.quarantine().list(entry.position() - 1, 1).stream()
                                    .noneMatch(other -> other.position() == entry.position())) {
                                store.quarantine().add(call.argument(0, Transaction.class), entry.update());
                            }
                            return call.proceed();
                        }),
                        "Quarantine.nothingHappensToAnEmptyPlace"));
    }

    private static QuarantinedUpdate asciiOnly(QuarantinedUpdate update) {
        return new QuarantinedUpdate(
                update.account(),
                update.ref(),
                update.type(),
                update.ids(),
                update.cause(),
                update.reason(),
                update.attempts(),
                update.since(),
                update.text().replaceAll("[^ -~]", "?"));
    }

    private static List<Entry> numbered(List<Entry> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> new Entry(i + 1, entries.get(i).update()))
                .toList();
    }

    private static boolean isListed(ClientStorePorts store, Call call) {
        List<String> ids = listOf(String.class, call.last(List.class));
        return store.quarantine().list(0, Integer.MAX_VALUE).stream()
                .map(Entry::update)
                .filter(update -> update.account().equals(Optional.of(call.argument(1, AccountType.class))))
                .anyMatch(update -> update.ids().stream().anyMatch(ids::contains));
    }

    private static long withoutRef(ClientStorePorts store) {
        return store.quarantine().list(0, Integer.MAX_VALUE).stream()
                .filter(entry -> entry.update().ref().isEmpty())
                .count();
    }
}
