package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.list;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Wrong ways to keep what waits. */
final class WrongPendingUpdates {

    static final String APPEND = "PendingUpdates.append";
    static final String READ = "PendingUpdates.readAfter";
    static final String REMOVE = "PendingUpdates.remove";
    /** Arguments of an append in a running transaction. */
    static final int JOINED = 2;

    private WrongPendingUpdates() {}

    static List<Control<ServerStorePorts>> controls() {
        return Lists.joined(reading(), appending());
    }

    private static List<Control<ServerStorePorts>> reading() {
        return List.of(
                Control.of(
                        "reads backwards",
                        list(READ, PendingUpdate.class, Lists::reversed),
                        "PendingUpdates.updatesWaitInTheOrderTheyWerePublished",
                        "PendingUpdates.oneCursorReadsEveryUpdateOnceAndInOrder",
                        "PendingUpdates.oneCursorReadsWhatTransactionsPublish"),
                Control.of(
                        "gives the last of a page again",
                        at(
                                READ,
                                call -> call.with(1, Math.max(0, call.argument(1, Long.class) - 1))
                                        .proceed()),
                        "PendingUpdates.aPageBeginsAfterAPosition"),
                Control.of(
                        "knows no limit of bytes",
                        at(READ, call -> call.withLast(Integer.MAX_VALUE).proceed()),
                        "PendingUpdates.aPageHasSoManyBytesAtMost"),
                Control.of(
                        "uses positions again",
                        list(READ, PendingUpdate.class, WrongPendingUpdates::numbered),
                        "PendingUpdates.aPositionIsNeverUsedAgain"),
                Control.of(
                        "keeps what was replied",
                        Mistake.answer(REMOVE, 0),
                        "PendingUpdates.repliedUpdatesAreDropped",
                        "PendingUpdates.theResetIsPendingUntilReplied"),
                Control.of(
                        "removes what was not sent",
                        at(REMOVE, call -> call.withLast(Long.MAX_VALUE).proceed()),
                        "PendingUpdates.whatWasNotSentYetIsNotDropped"),
                Control.withStore(
                        "takes a reply of one device for all of the user",
                        store -> at(REMOVE, call -> {
                            Mailbox mailbox = call.argument(0, Mailbox.class);
                            for (Device device :
                                    store.devices().known(mailbox.device().user())) {
                                if (!device.equals(mailbox.device())) {
                                    call.with(0, new Mailbox(device, mailbox.account()))
                                            .proceed();
                                }
                            }
                            return call.proceed();
                        }),
                        "PendingUpdates.aReplyDropsNothingOfAnotherMailbox"),
                Control.of(
                        "knows no last position",
                        at(
                                "PendingUpdates.backlog",
                                call -> new Backlog(backlog(call).count(), 0)),
                        "PendingUpdates.theBacklogCountsWhatWaits"));
    }

    private static List<Control<ServerStorePorts>> appending() {
        return List.of(
                Control.withStore(
                        "publishes to another user's device too",
                        store -> at(APPEND, call -> {
                            if (call.size() < JOINED) {
                                store.pendingUpdates().append(forBert(updates(call)));
                            }
                            return call.proceed();
                        }),
                        "PendingUpdates.anUpdateForAUserWaitsForEachKnownDevice"),
                Control.withStore(
                        "publishes to known devices only",
                        store -> at(APPEND, call -> {
                            List<Object> to = new ArrayList<>();
                            for (NewPendingUpdate update : updates(call)) {
                                boolean known = isKnown(store, update.to());
                                to.addAll(
                                        known
                                                ? listOf(
                                                        Object.class,
                                                        call.withLast(List.of(update))
                                                                .proceed())
                                                : List.of(Set.of()));
                            }
                            return to;
                        }),
                        "PendingUpdates.aNamedDeviceThatNeverConnectedIsCreated"),
                Control.of(
                        "keeps the first of a call only",
                        at(
                                APPEND,
                                call -> updates(call).isEmpty()
                                        ? call.proceed()
                                        : call.withLast(updates(call).subList(0, 1))
                                                .proceed()),
                        "PendingUpdates.readersSeeAllOfACallOrNothing"),
                Control.withStore(
                        "has nobody to publish to",
                        store -> at(APPEND, call -> {
                            if (updates(call).stream()
                                    .anyMatch(update -> update.to().device().isEmpty()
                                            && store.devices()
                                                    .known(update.to().user())
                                                    .isEmpty())) {
                                throw new StoreException("nobody is there");
                            }
                            return call.proceed();
                        }),
                        "PendingUpdates.aUserWithoutKnownDevicesGivesZeroDevices"),
                Control.withStore(
                        "gives new devices what was before",
                        store -> {
                            List<NewPendingUpdate> published = new ArrayList<>();
                            return call -> {
                                Object answer = call.proceed();
                                if (call.is(APPEND) && call.size() < JOINED) {
                                    published.addAll(updates(call));
                                } else if (call.is("Devices.register")) {
                                    store.pendingUpdates().append(published);
                                }
                                return answer;
                            };
                        },
                        "PendingUpdates.aDeviceRegisteredLaterGetsOnlyLaterUpdates"),
                Control.of(
                        "publishes one by one, in spite of a later throw",
                        at(APPEND, call -> {
                            List<Object> to = new ArrayList<>();
                            for (NewPendingUpdate update : updates(call)) {
                                to.addAll(listOf(
                                        Object.class,
                                        call.withLast(List.of(update)).proceed()));
                            }
                            return to;
                        }),
                        "PendingUpdates.aRefWithOtherContentIsAnError",
                        "PendingUpdates.aRefWithTwoContentsInOneCallIsAnError"),
                Control.of(
                        "takes refs for the same that are alike",
                        at(
                                APPEND,
                                call -> call.withLast(updates(call).stream()
                                                .map(update -> withRef(
                                                        update,
                                                        update.ref()
                                                                .value()
                                                                .strip()
                                                                .toLowerCase(Locale.ROOT)))
                                                .toList())
                                        .proceed()),
                        "PendingUpdates.refsAreTakenAsTheyAreWritten"),
                Control.withStore(
                        "publishes before the commit",
                        store -> at(
                                APPEND,
                                call -> call.size() == JOINED
                                        ? store.pendingUpdates().append(updates(call))
                                        : call.proceed()),
                        "PendingUpdates.whatATransactionPublishesIsThereOnceItCommits",
                        "PendingUpdates.whatAFailedTransactionPublishedIsGone",
                        "PendingUpdates.aRefWithOtherContentIsAnErrorInATransactionToo",
                        "PendingUpdates.aTransactionOfAnotherStoreIsRefused",
                        "HandledCommands.whatAFailedHandlerPublishedIsGone"),
                Control.of(
                        "publishes nothing in a transaction",
                        at(
                                APPEND,
                                call -> call.size() == JOINED
                                        ? updates(call).stream()
                                                .map(update -> Set.of())
                                                .toList()
                                        : call.proceed()),
                        "HandledCommands.whatAHandlerPublishesHappensOnce",
                        "PendingUpdates.aTransactionCanGoOverTheBound"));
    }

    private static boolean isKnown(ServerStorePorts store, Recipient to) {
        return to.device()
                .map(id -> store.devices().known(to.user()).contains(new Device(to.user(), id)))
                .orElse(true);
    }

    static List<NewPendingUpdate> updates(Call call) {
        return listOf(NewPendingUpdate.class, call.last(List.class));
    }

    static NewPendingUpdate withRef(NewPendingUpdate update, String ref) {
        return new NewPendingUpdate(update.to(), update.account(), new Ref(ref), update.frame());
    }

    private static List<NewPendingUpdate> forBert(List<NewPendingUpdate> updates) {
        return updates.stream()
                .map(update -> new NewPendingUpdate(
                        Recipient.device("bert", "phone"), update.account(), update.ref(), update.frame()))
                .toList();
    }

    private static List<PendingUpdate> numbered(List<PendingUpdate> updates) {
        return IntStream.range(0, updates.size())
                .mapToObj(i -> new PendingUpdate(
                        i + 1L,
                        updates.get(i).ref(),
                        updates.get(i).frame(),
                        updates.get(i).reset()))
                .toList();
    }

    private static Backlog backlog(Call call) throws Throwable {
        return (Backlog) Objects.requireNonNull(call.proceed());
    }
}
