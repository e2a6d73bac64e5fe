package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Outbox.Entry;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** What every {@link Outbox} does. */
public abstract class OutboxContract extends ClientStoreSetup {

    /** For the leaf. */
    protected OutboxContract() {}

    @Test
    @DisplayName("RTU-40: commands wait in the order they were added")
    void commandsWaitInTheOrderTheyWereAdded() {
        outbox.add(PERSONAL, command("z"));
        outbox.add(BUSINESS, command("a"));
        outbox.add(PERSONAL, command("m"));

        assertThat(all()).extracting(Entry::account).containsExactly(PERSONAL, BUSINESS, PERSONAL);
        assertThat(all()).extracting(Entry::command).containsExactly(command("z"), command("a"), command("m"));
        assertThat(all())
                .extracting(Entry::position)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(position -> position > 0);
    }

    @Test
    @DisplayName("RTU-40: a command is kept as it is")
    void aCommandIsKeptAsItIs() {
        Command command = Command.of("sendMessage", "{\"text\":\"h\u00e9llo \ud83d\ude00\",\"n\":1e400}")
                .withRef(new Ref("r\u00e9f"));
        outbox.add(PERSONAL, command);

        assertThat(all()).singleElement().satisfies(entry -> {
            assertThat(entry.command()).isEqualTo(command);
            assertThat(entry.account()).isEqualTo(PERSONAL);
        });
    }

    @Test
    @DisplayName("RTU-40: it is told since when a command waits")
    void itIsToldSinceWhenACommandWaits() {
        outbox.add(PERSONAL, command("a"));
        clock.advance(Duration.ofMinutes(90));
        outbox.add(PERSONAL, command("b"));
        inTransaction(transaction -> outbox.add(transaction, PERSONAL, command("c")));
        outbox.add(PERSONAL, command("a"));

        Instant later = ManualClock.START.plus(Duration.ofMinutes(90));
        assertThat(all()).extracting(Entry::since).containsExactly(ManualClock.START, later, later);
    }

    @Test
    @DisplayName("RTU-40: a page begins after a position and has so many commands at most")
    void aPageBeginsAfterAPosition() {
        IntStream.range(0, 7).forEach(i -> outbox.add(PERSONAL, command("ref" + i)));
        List<Entry> all = all();

        for (int from = 0; from <= 7; from++) {
            long position = from == 0 ? 0 : all.get(from - 1).position();
            assertThat(outbox.list(position, 3)).isEqualTo(all.subList(from, Math.min(from + 3, 7)));
        }
        outbox.remove(new Ref("ref4"));
        assertThat(outbox.list(all.get(4).position(), 1)).containsExactly(all.get(5));
    }

    @Test
    @DisplayName("RTU-40: a command added in a transaction is kept if that commits, behind the earlier ones")
    void aCommandOfATransactionIsKeptIfThatCommits() throws Exception {
        outbox.add(PERSONAL, command("before"));
        inTransaction(transaction -> {
            outbox.add(transaction, BUSINESS, command("a"));
            outbox.add(transaction, PERSONAL, command("b"));
            outbox.add(transaction, PERSONAL, Command.of("other").withRef(new Ref("before")));
            OtherThread.run(() -> assertThat(all()).hasSize(1));
        });

        assertThat(all()).extracting(Entry::command).containsExactly(command("before"), command("a"), command("b"));
        assertThat(all()).extracting(Entry::account).containsExactly(PERSONAL, BUSINESS, PERSONAL);
        assertThat(all()).extracting(Entry::position).isSorted().doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("RTU-40: a command added in a transaction that fails is gone, its ref is free")
    void aCommandOfAFailedTransactionIsGone() {
        inFailedTransaction(transaction -> outbox.add(transaction, PERSONAL, command("a")));
        assertThat(all()).isEmpty();

        outbox.add(BUSINESS, command("a"));
        assertThat(all()).extracting(Entry::account).containsExactly(BUSINESS);
    }

    @Test
    @DisplayName("RTU-40: a full outbox refuses in a transaction too, and what it wrote is gone")
    void aFullOutboxRefusesInATransactionToo() {
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    for (int i = 0; i <= MAX_COMMANDS; i++) {
                        outbox.add(transaction, PERSONAL, command("ref" + i));
                    }
                }))
                .isInstanceOf(StoreException.class);

        assertThat(all()).isEmpty();
    }

    @Test
    void aPositionIsNeverUsedAgain() {
        outbox.add(PERSONAL, command("a"));
        long first = all().get(0).position();
        outbox.remove(new Ref("a"));
        outbox.add(PERSONAL, command("a"));

        assertThat(all().get(0).position()).isGreaterThan(first);
    }

    @Test
    @DisplayName("RTU-40: a ref that is kept already changes nothing")
    void aRefThatIsKeptAlreadyChangesNothing() {
        outbox.add(PERSONAL, command("a"));
        outbox.add(PERSONAL, command("b"));
        outbox.add(PERSONAL, Command.of("other").withRef(new Ref("a")));

        assertThat(all()).extracting(Entry::command).containsExactly(command("a"), command("b"));
    }

    @Test
    @DisplayName("RTU-40: an answered command is forgotten, the others wait on")
    void anAnsweredCommandIsForgotten() {
        List.of("a", "b", "c").forEach(ref -> outbox.add(PERSONAL, command(ref)));

        outbox.remove(new Ref("b"));
        outbox.remove(new Ref("b"));
        outbox.remove(new Ref("unknown"));

        assertThat(all()).extracting(Entry::command).containsExactly(command("a"), command("c"));
    }

    @Test
    void aRemovedRefCanBeAddedBehindTheOthers() {
        List.of("a", "b").forEach(ref -> outbox.add(PERSONAL, command(ref)));
        outbox.remove(new Ref("a"));
        outbox.add(PERSONAL, command("a"));

        assertThat(all()).extracting(Entry::command).containsExactly(command("b"), command("a"));
    }

    @Test
    @DisplayName("RTU-40: a full outbox refuses, until a command is answered")
    void aFullOutboxRefuses() {
        IntStream.range(0, MAX_COMMANDS).forEach(i -> outbox.add(PERSONAL, command("ref" + i)));

        assertThatThrownBy(() -> outbox.add(PERSONAL, command("one too many"))).isInstanceOf(StoreException.class);
        outbox.add(PERSONAL, command("ref0"));
        assertThat(all()).hasSize(MAX_COMMANDS);

        outbox.remove(new Ref("ref7"));
        outbox.add(PERSONAL, command("fits again"));
        assertThat(all()).hasSize(MAX_COMMANDS);
    }

    @Test
    void whatAListGaveDoesNotChange() {
        outbox.add(PERSONAL, command("a"));
        List<Entry> before = all();
        outbox.remove(new Ref("a"));

        assertThat(before).hasSize(1);
        assertThat(all()).isEmpty();
    }

    @Test
    @DisplayName("RTU-40: threads that add at the same time lose nothing, and each one's commands stay in order")
    void threadsLoseNothing() throws Exception {
        int each = 100;
        Outbox large = newStore(new ClientStoreLimits(MAX_QUARANTINED, MAX_UNREADABLE, 4 * each), clock)
                .outbox();
        List<OtherThread.Step> steps = new ArrayList<>();
        for (String thread : List.of("a", "b", "c", "d")) {
            steps.add(() -> IntStream.range(0, each).forEach(i -> large.add(PERSONAL, command(thread + i))));
        }

        OtherThread.runAtOnce(steps);

        assertThat(large.list(0, Integer.MAX_VALUE)).doesNotHaveDuplicates().hasSize(4 * each);
        for (String thread : List.of("a", "b", "c", "d")) {
            assertThat(large.list(0, Integer.MAX_VALUE).stream()
                            .map(entry -> entry.command().ref().orElseThrow().value())
                            .filter(ref -> ref.startsWith(thread)))
                    .isEqualTo(
                            IntStream.range(0, each).mapToObj(i -> thread + i).toList());
        }
    }

    @Test
    @DisplayName("RTU-40: one who reads on while others add sees every command once")
    void oneWhoReadsOnSeesEveryCommandOnce() throws Exception {
        int each = MAX_COMMANDS / 4;
        List<Long> read = new ArrayList<>();
        List<OtherThread.Step> steps = new ArrayList<>();
        for (String thread : List.of("a", "b", "c")) {
            steps.add(() -> IntStream.range(0, each).forEach(i -> outbox.add(PERSONAL, command(thread + i))));
        }
        steps.add(() -> IntStream.range(0, each)
                .forEach(i -> inTransaction(transaction -> outbox.add(transaction, PERSONAL, command("d" + i)))));
        steps.add(() -> {
            long position = 0;
            while (read.size() < 4 * each && !Thread.currentThread().isInterrupted()) {
                for (Entry entry : outbox.list(position, 3)) {
                    position = entry.position();
                    read.add(position);
                }
            }
        });

        OtherThread.runAtOnce(steps);

        assertThat(read).isEqualTo(all().stream().map(Entry::position).toList());
    }

    private List<Entry> all() {
        return outbox.list(0, Integer.MAX_VALUE);
    }

    private static Command command(String ref) {
        return Command.of("ping").withRef(new Ref(ref));
    }
}
