package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.Outbox.Entry;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** What every {@link Outbox} does. */
public abstract class OutboxContract {

    private static final int MAX = 100;

    private Outbox outbox;

    /** For the leaf. */
    protected OutboxContract() {}

    /**
     * An empty outbox.
     *
     * @param max how many commands it holds before it is full
     */
    protected abstract Outbox newOutbox(int max) throws Exception;

    @BeforeEach
    void makeOutbox() throws Exception {
        outbox = newOutbox(MAX);
    }

    @Test
    @DisplayName("RTU-40: commands wait in the order they were added")
    void commandsWaitInTheOrderTheyWereAdded() {
        outbox.add(PERSONAL, command("z"));
        outbox.add(BUSINESS, command("a"));
        outbox.add(PERSONAL, command("m"));

        assertThat(outbox.pending())
                .containsExactly(
                        new Entry(PERSONAL, command("z")),
                        new Entry(BUSINESS, command("a")),
                        new Entry(PERSONAL, command("m")));
    }

    @Test
    @DisplayName("RTU-40: a command is kept as it is")
    void aCommandIsKeptAsItIs() {
        Command command = Command.of("sendMessage", "{\"text\":\"h\u00e9llo \ud83d\ude00\",\"n\":1e400}")
                .withRef(new Ref("r\u00e9f"));
        outbox.add(PERSONAL, command);

        assertThat(outbox.pending()).containsExactly(new Entry(PERSONAL, command));
    }

    @Test
    @DisplayName("RTU-40: a ref that is kept already changes nothing")
    void aRefThatIsKeptAlreadyChangesNothing() {
        outbox.add(PERSONAL, command("a"));
        outbox.add(PERSONAL, command("b"));
        outbox.add(PERSONAL, Command.of("other").withRef(new Ref("a")));

        assertThat(outbox.pending()).extracting(Entry::command).containsExactly(command("a"), command("b"));
    }

    @Test
    @DisplayName("RTU-40: an answered command is forgotten, the others wait on")
    void anAnsweredCommandIsForgotten() {
        List.of("a", "b", "c").forEach(ref -> outbox.add(PERSONAL, command(ref)));

        outbox.remove(new Ref("b"));
        outbox.remove(new Ref("b"));
        outbox.remove(new Ref("unknown"));

        assertThat(outbox.pending()).extracting(Entry::command).containsExactly(command("a"), command("c"));
    }

    @Test
    void aRemovedRefCanBeAddedBehindTheOthers() {
        List.of("a", "b").forEach(ref -> outbox.add(PERSONAL, command(ref)));
        outbox.remove(new Ref("a"));
        outbox.add(PERSONAL, command("a"));

        assertThat(outbox.pending()).extracting(Entry::command).containsExactly(command("b"), command("a"));
    }

    @Test
    @DisplayName("RTU-40: a full outbox refuses, until a command is answered")
    void aFullOutboxRefuses() {
        IntStream.range(0, MAX).forEach(i -> outbox.add(PERSONAL, command("ref" + i)));

        assertThatThrownBy(() -> outbox.add(PERSONAL, command("one too many"))).isInstanceOf(StoreException.class);
        outbox.add(PERSONAL, command("ref0"));
        assertThat(outbox.pending()).hasSize(MAX);

        outbox.remove(new Ref("ref7"));
        outbox.add(PERSONAL, command("fits again"));
        assertThat(outbox.pending()).hasSize(MAX);
    }

    @Test
    void whatPendingGaveDoesNotChange() {
        outbox.add(PERSONAL, command("a"));
        List<Entry> before = outbox.pending();
        outbox.remove(new Ref("a"));

        assertThat(before).hasSize(1);
        assertThat(outbox.pending()).isEmpty();
    }

    @Test
    @DisplayName("RTU-40: threads that add at the same time lose nothing, and each one's commands stay in order")
    void threadsLoseNothing() throws Exception {
        int each = 500;
        Outbox large = newOutbox(4 * each);
        List<OtherThread.Step> steps = new ArrayList<>();
        for (String thread : List.of("a", "b", "c", "d")) {
            steps.add(() -> IntStream.range(0, each).forEach(i -> large.add(PERSONAL, command(thread + i))));
        }

        OtherThread.runAtOnce(steps);

        assertThat(large.pending()).doesNotHaveDuplicates().hasSize(4 * each);
        for (String thread : List.of("a", "b", "c", "d")) {
            assertThat(large.pending().stream()
                            .map(entry -> entry.command().ref().orElseThrow().value())
                            .filter(ref -> ref.startsWith(thread)))
                    .isEqualTo(
                            IntStream.range(0, each).mapToObj(i -> thread + i).toList());
        }
    }

    private static Command command(String ref) {
        return Command.of("ping").withRef(new Ref(ref));
    }
}
