package org.realtimeupdates.adapter.memory.wrong;

import static org.realtimeupdates.adapter.memory.wrong.Mistake.at;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.list;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.listOf;
import static org.realtimeupdates.adapter.memory.wrong.Mistake.nothingAt;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.realtimeupdates.application.port.persistence.Outbox.Entry;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.contract.ClientStorePorts;

/** Wrong outboxes. */
final class WrongOutboxes {

    private static final String ADD = "Outbox.add";
    private static final String LIST = "Outbox.list";
    /** Arguments of an add in a running transaction. */
    private static final int JOINED = 3;

    private WrongOutboxes() {}

    static List<Control<ClientStorePorts>> controls() {
        return List.of(
                Control.of(
                        "lists by ref",
                        list(
                                LIST,
                                Entry.class,
                                entries -> entries.stream()
                                        .sorted(Comparator.comparing(entry -> ref(entry.command())))
                                        .toList()),
                        "Outbox.commandsWaitInTheOrderTheyWereAdded"),
                Control.of(
                        "keeps the name of a command only",
                        at(
                                ADD,
                                call -> call.withLast(nameOnly(call.last(Command.class)))
                                        .proceed()),
                        "Outbox.aCommandIsKeptAsItIs"),
                Control.of(
                        "keeps no time",
                        list(
                                LIST,
                                Entry.class,
                                entries -> entries.stream()
                                        .map(entry -> new Entry(
                                                entry.position(), entry.account(), entry.command(), Instant.EPOCH))
                                        .toList()),
                        "Outbox.itIsToldSinceWhenACommandWaits"),
                Control.of(
                        "gives the last of a page again",
                        at(
                                LIST,
                                call -> call.with(0, Math.max(0, call.argument(0, Long.class) - 1))
                                        .proceed()),
                        "Outbox.aPageBeginsAfterAPosition",
                        "Outbox.oneWhoReadsOnSeesEveryCommandOnce"),
                Control.of(
                        "uses positions again",
                        list(LIST, Entry.class, WrongOutboxes::numbered),
                        "Outbox.aPositionIsNeverUsedAgain"),
                Control.withStore(
                        "adds before the commit",
                        store -> at(ADD, call -> {
                            if (call.size() == JOINED) {
                                store.outbox().add(call.argument(1, AccountType.class), call.last(Command.class));
                                return null;
                            }
                            return call.proceed();
                        }),
                        "Outbox.aCommandOfATransactionIsKeptIfThatCommits",
                        "Outbox.aCommandOfAFailedTransactionIsGone"),
                Control.of(
                        "drops what is too much without a word",
                        at(ADD, call -> {
                            try {
                                return call.proceed();
                            } catch (StoreException e) {
                                return null;
                            }
                        }),
                        "Outbox.aFullOutboxRefuses",
                        "Outbox.aFullOutboxRefusesInATransactionToo"),
                Control.withStore(
                        "takes the later of two with one ref",
                        store -> at(ADD, call -> {
                            if (call.size() < JOINED) {
                                store.outbox()
                                        .remove(call.last(Command.class).ref().orElseThrow());
                            }
                            return call.proceed();
                        }),
                        "Outbox.aRefThatIsKeptAlreadyChangesNothing"),
                Control.of("forgets nothing", nothingAt("Outbox.remove"), "Outbox.anAnsweredCommandIsForgotten"),
                Control.withStore(
                        "takes no ref a second time, whatever became of it",
                        store -> {
                            Set<Ref> seen = new HashSet<>();
                            return at(
                                    ADD,
                                    call -> seen.add(call.last(Command.class)
                                                    .ref()
                                                    .orElseThrow())
                                            ? call.proceed()
                                            : null);
                        },
                        "Outbox.aRemovedRefCanBeAddedBehindTheOthers"),
                Control.of(
                        "gives a list that goes on changing",
                        at(LIST, call -> new AbstractList<Entry>() {
                            @Override
                            public Entry get(int index) {
                                return now().get(index);
                            }

                            @Override
                            public int size() {
                                return now().size();
                            }

                            private List<Entry> now() {
                                try {
                                    return listOf(Entry.class, call.proceed());
                                } catch (Throwable e) {
                                    throw new IllegalStateException("cannot be listed", e);
                                }
                            }
                        }),
                        "Outbox.whatAListGaveDoesNotChange"),
                Control.withStore(
                        "loses one in a hundred and fifty",
                        store -> {
                            AtomicInteger added = new AtomicInteger();
                            return at(ADD, call -> added.incrementAndGet() % 150 == 0 ? null : call.proceed());
                        },
                        "Outbox.threadsLoseNothing"));
    }

    private static String ref(Command command) {
        return Objects.requireNonNull(command.ref().orElseThrow().value());
    }

    private static Command nameOnly(Command command) {
        return new Command(command.name(), Command.NO_ARGUMENTS, command.ref());
    }

    private static List<Entry> numbered(List<Entry> entries) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> new Entry(
                        i + 1L,
                        entries.get(i).account(),
                        entries.get(i).command(),
                        entries.get(i).since()))
                .toList();
    }
}
