package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.list;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.APPEND;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.READ;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.REMOVE;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.updates;
import static org.realtimeupdates.adapter.memory.wrong.WrongPendingUpdates.withRef;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.realtimeupdates.application.port.persistence.MailboxDirectory.Summary;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ServerStorePorts;

/** Wrong memories of refs, and wrong bounds. */
final class WrongRefs {

    private static final Device TABLET = new Device("anna", "tablet");

    private WrongRefs() {}

    static List<Control<ServerStorePorts>> controls() {
        return Lists.joined(refs(), bounds());
    }

    private static List<Control<ServerStorePorts>> refs() {
        return List.of(
                Control.withStore(
                        "forgets what it has seen",
                        store -> new ForgottenRefs(),
                        "PendingUpdates.aRefPublishedAgainIsNotPutThereAgain",
                        "PendingUpdates.aRefTwiceInOneCallIsPutThereOnce",
                        "PendingUpdates.aRefIsANoOpAfterItsReplyToo",
                        "PendingUpdates.aConflictInOneMailboxIsAnErrorForAll",
                        "PendingUpdates.aRefWithOtherContentIsAnErrorAfterItsReplyToo",
                        "PendingUpdates.aRefWithTwoContentsInOneCallIsAnError",
                        "PendingUpdates.aRefPublishedInATransactionIsNotPutThereAgain",
                        "PendingUpdates.threadsThatPublishTheSameRefPutItThereOnce",
                        "PendingUpdates.refsThatWereLetGoAreRememberedToo",
                        "MailboxDirectory.refsOfDroppedUpdatesAreRemembered",
                        "Expiry.refsOfUpdatesThatWereLetGoAreRemembered"),
                Control.withStore(
                        "takes a ref once for all devices and accounts",
                        store -> {
                            Set<Ref> seen = new HashSet<>();
                            return at(APPEND, call -> {
                                List<Object> to = new ArrayList<>();
                                for (NewPendingUpdate update : updates(call)) {
                                    to.addAll(
                                            seen.add(update.ref())
                                                    ? listOf(
                                                            Object.class,
                                                            call.withLast(List.of(update))
                                                                    .proceed())
                                                    : List.of(Set.of()));
                                }
                                return to;
                            });
                        },
                        "PendingUpdates.aRefIsSeenByDeviceAndAccount"),
                Control.of(
                        "tells of a device that it keeps nothing for",
                        call -> {
                            if (call.is("Devices.register")
                                    && call.last(Device.class).equals(TABLET)) {
                                return null;
                            }
                            return call.is(APPEND)
                                    ? listOf(Set.class, call.proceed()).stream()
                                            .map(WrongRefs::withTablet)
                                            .toList()
                                    : call.proceed();
                        },
                        "PendingUpdates.aDeviceRegisteredMeanwhileGetsAllFromThenOn",
                        "PendingUpdates.aDeviceRegisteredWhileTransactionsPublishGetsAllFromThenOn"),
                Control.withLimits(
                        "remembers refs for too long",
                        limits -> new PendingLimits(
                                limits.maxUpdates(),
                                limits.maxBytes(),
                                limits.maxAge(),
                                limits.refMemory().multipliedBy(2)),
                        "PendingUpdates.aRefIsForgottenAfterTheRefMemory"));
    }

    private static List<Control<ServerStorePorts>> bounds() {
        return List.of(
                Control.withLimits(
                        "holds less than it may",
                        moreUpdates(-1),
                        "PendingUpdates.aMailboxHoldsAsManyUpdatesAsItMay",
                        "PendingUpdates.removedUpdatesDoNotCount"),
                Control.withLimits(
                        "holds more than it may",
                        moreUpdates(5_000),
                        "PendingUpdates.oneUpdateTooManyLetsGoOfAllThatWaits",
                        "PendingUpdates.aBatchCanGoOverTheBoundOnItsOwn",
                        "PendingUpdates.goingOverTheBoundAgainLeavesOneReset",
                        "PendingUpdates.aTransactionCanGoOverTheBound"),
                Control.withLimits(
                        "counts bytes as half",
                        limits -> new PendingLimits(
                                limits.maxUpdates(), 2 * limits.maxBytes(), limits.maxAge(), limits.refMemory()),
                        "PendingUpdates.bytesAreBounded"),
                Control.withLimits(
                        "keeps what is too old",
                        limits -> new PendingLimits(
                                limits.maxUpdates(),
                                limits.maxBytes(),
                                limits.maxAge().multipliedBy(2),
                                limits.refMemory()),
                        "Expiry.anUpdateThatWaitsTooLongIsLetGo"),
                Control.of(
                        "makes a reset of its own",
                        list(
                                READ,
                                PendingUpdate.class,
                                all -> all.stream()
                                        .map(update -> update.reset()
                                                ? new PendingUpdate(update.position(), update.ref(), "reset", true)
                                                : update)
                                        .toList()),
                        "PendingUpdates.theResetIsTheOneThatWasMadeForIt"),
                Control.withStore(
                        "lets go in other mailboxes too",
                        store -> at(APPEND, call -> {
                            Object answer = call.proceed();
                            List<Summary> all = summaries(store);
                            if (all.stream().anyMatch(summary -> isReset(store, summary))) {
                                all.stream()
                                        .filter(summary -> !isReset(store, summary))
                                        .forEach(summary ->
                                                store.mailboxDirectory().drop(summary.mailbox()));
                            }
                            return answer;
                        }),
                        "PendingUpdates.otherMailboxesAreLeftAlone"));
    }

    static List<Summary> summaries(ServerStorePorts store) {
        return store.mailboxDirectory().list(java.util.Optional.empty(), java.util.Optional.empty(), 1_000);
    }

    private static boolean isReset(ServerStorePorts store, Summary summary) {
        return store.pendingUpdates()
                .readAfter(summary.mailbox(), 0, 1, Integer.MAX_VALUE)
                .get(0)
                .reset();
    }

    private static UnaryOperator<PendingLimits> moreUpdates(int more) {
        return limits ->
                new PendingLimits(limits.maxUpdates() + more, limits.maxBytes(), limits.maxAge(), limits.refMemory());
    }

    private static Set<Object> withTablet(Set<?> devices) {
        Set<Object> more = new LinkedHashSet<>(devices);
        more.add(TABLET);
        return more;
    }

    /** Keeps every publication under a ref of its own, which nobody sees. */
    private static final class ForgottenRefs implements Mistake {

        private static final String MARK = "#";
        private final AtomicInteger published = new AtomicInteger();

        @Override
        public @org.jspecify.annotations.Nullable Object in(Call call) throws Throwable {
            if (call.is(APPEND)) {
                return call.withLast(updates(call).stream()
                                .map(update ->
                                        withRef(update, update.ref().value() + MARK + published.incrementAndGet()))
                                .toList())
                        .proceed();
            }
            if (call.is(READ)) {
                return listOf(PendingUpdate.class, call.proceed()).stream()
                        .map(ForgottenRefs::asPublished)
                        .toList();
            }
            return call.is(REMOVE)
                    ? call.with(1, refs(call).flatMap(this::allOf).toList()).proceed()
                    : call.proceed();
        }

        private static Stream<Ref> refs(Call call) {
            Collection<?> refs = call.argument(1, Collection.class);
            return refs.stream().map(Ref.class::cast);
        }

        private Stream<Ref> allOf(Ref ref) {
            return Stream.concat(
                    Stream.of(ref),
                    IntStream.rangeClosed(1, published.get()).mapToObj(i -> new Ref(ref.value() + MARK + i)));
        }

        private static PendingUpdate asPublished(PendingUpdate update) {
            Ref ref = new Ref(update.ref().value().replaceAll(MARK + ".*", ""));
            return new PendingUpdate(update.position(), ref, update.frame(), update.reset());
        }
    }
}
