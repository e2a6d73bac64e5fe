package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedOutbox;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Ref;

/** RTU-40: how many commands are under way, for how long they wait, and what a faulty outbox changes. */
class CommandWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final MockedOutbox outbox = new MockedOutbox();
    private final ReadableCodec texts = new ReadableCodec();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RandomGenerator random = mock();
    private final ClientEventListener events = mock();
    private final InstantSource clock = mock();
    private final CommandSender commands = newSender();

    @BeforeEach
    void commandsAreReadable() {
        when(clock.instant()).thenReturn(NOW);
        when(random.nextLong(anyLong())).thenAnswer(call -> call.<Long>getArgument(0) - 1);
        when(texts.codec().decode(anyString(), any(), any())).thenReturn(List.of(Samples.frame(Command.of("mute"))));
        outbox.setTime(NOW);
    }

    @Test
    void oneHundredCommandsAreUnansweredAtMost() {
        keep(0, 250);
        Link link = attach(Subprotocol.V1);
        assertThat(sentOver(link)).isEqualTo(refs(0, 100));

        answer("r7");
        answer("r3");

        assertThat(sentOver(link)).isEqualTo(refs(0, 102));
    }

    @Test
    void aNewCommandWaitsBehindTheWindowInItsOrder() {
        keep(0, 100);
        Link link = attach(Subprotocol.V1);
        commands.send(AccountType.PERSONAL, command("late"));
        scheduler.runAll();
        assertThat(sentOver(link)).hasSize(100);

        answer("r0");

        assertThat(sentOver(link)).endsWith("late").hasSize(101);
    }

    @Test
    void theWindowIsCountedAfreshOnEveryConnection() {
        keep(0, 150);
        attach(Subprotocol.V1);
        answer("r0");
        commands.detach();
        Link second = attach(Subprotocol.V1);

        assertThat(sentOver(second)).isEqualTo(refs(1, 101));
    }

    @Test
    void aBareServerGetsTheNextCommandsOnceTheOthersAreWritten() {
        keep(0, 101);
        Link link = attach(Subprotocol.BARE);
        assertThat(sentOver(link)).hasSize(100);

        ArgumentCaptor<Runnable> written = ArgumentCaptor.captor();
        verify(link, times(100)).command(any(), written.capture());
        written.getAllValues().get(0).run();
        scheduler.runAll();

        assertThat(sentOver(link)).hasSize(101);
        verify(events).on(answered("r0", new CommandOutcome.Unconfirmed()));
    }

    @Test
    void aCommandThatWaitedSevenDaysHasExpired() {
        CompletableFuture<CommandOutcome> old =
                commands.send(AccountType.PERSONAL, command("old")).toCompletableFuture();
        outbox.setTime(NOW.plusSeconds(1));
        outbox.keep(AccountType.PERSONAL, command("young"));
        when(clock.instant()).thenReturn(NOW.plus(Duration.ofDays(7)));

        Link link = attach(Subprotocol.V1);

        assertThat(old).isCompletedWithValue(new CommandOutcome.Expired());
        assertThat(sentOver(link)).containsExactly("young");
        assertThat(outbox.refs()).containsExactly("young");
        verify(events, times(1)).on(any());
        verify(events).on(answered("old", new CommandOutcome.Expired()));
    }

    @Test
    void manyExpiredCommandsDoNotFillTheWindow() {
        keep(0, 300);
        outbox.setTime(NOW.plus(Duration.ofDays(6)));
        outbox.keep(AccountType.PERSONAL, command("young"));
        when(clock.instant()).thenReturn(NOW.plus(Duration.ofDays(8)));

        Link link = attach(Subprotocol.V1);

        assertThat(sentOver(link)).containsExactly("young");
        assertThat(outbox.refs()).containsExactly("young");
    }

    @Test
    void theAnswerIsToldAlsoForACommandOfAnEarlierRun() {
        outbox.keep(AccountType.BUSINESS, command("old"));
        attach(Subprotocol.V1);

        commands.answered(new CommandReply(new Ref("old"), CommandOutcome.rejected("no")));
        scheduler.runAll();

        verify(events, times(1))
                .on(new ClientEvent.CommandAnswered(
                        AccountType.BUSINESS, new Ref("old"), "mute", CommandOutcome.rejected("no")));
        assertThat(outbox.refs()).isEmpty();
    }

    // RTU-5
    @Test
    void anAnswerToAnUnknownRefIsNotToldOf() {
        attach(Subprotocol.V1);
        answer("unknown");

        verify(events, never()).on(any());
    }

    @Test
    void anOutboxThatCannotBeReadIsAskedAgainWithGrowingDelays() {
        outbox.keep(AccountType.PERSONAL, command("a"));
        when(outbox.outbox().list(anyLong(), anyInt()))
                .thenThrow(new StoreException("locked"))
                .thenThrow(new StoreException("locked"))
                .thenAnswer(call -> outbox.list(call.getArgument(0), call.getArgument(1)));

        Link link = attach(Subprotocol.V1);
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(1));
        scheduler.advanceToNextTimer();
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(sentOver(link)).isEmpty();
        scheduler.advanceToNextTimer();

        assertThat(sentOver(link)).containsExactly("a");
        assertThat(scheduler.hasTimers()).isFalse();
    }

    @Test
    void oneRetryIsUnderWayHoweverOftenTheOutboxFails() {
        Link link = attach(Subprotocol.V1);
        when(outbox.outbox().list(anyLong(), anyInt())).thenThrow(new StoreException("locked"));
        for (int i = 0; i < 5; i++) {
            commands.send(AccountType.PERSONAL, command("r" + i));
            scheduler.runAll();
        }
        verify(outbox.outbox(), times(6)).list(anyLong(), anyInt());

        scheduler.advance(Duration.ofSeconds(1));

        verify(outbox.outbox(), times(7)).list(anyLong(), anyInt());
        assertThat(sentOver(link)).isEmpty();
    }

    @Test
    void aRetryGoesToTheConnectionOfThen() {
        outbox.keep(AccountType.PERSONAL, command("a"));
        when(outbox.outbox().list(anyLong(), anyInt()))
                .thenThrow(new StoreException("locked"))
                .thenThrow(new StoreException("locked"))
                .thenAnswer(call -> outbox.list(call.getArgument(0), call.getArgument(1)));
        Link first = attach(Subprotocol.V1);
        commands.detach();
        Link second = attach(Subprotocol.V1);

        scheduler.advanceToNextTimer();

        assertThat(sentOver(first)).isEmpty();
        assertThat(sentOver(second)).containsExactly("a");
        assertThat(scheduler.hasTimers()).isFalse();
    }

    @Test
    void withoutAConnectionTheOutboxIsLeftAlone() {
        outbox.keep(AccountType.PERSONAL, command("a"));
        commands.send(AccountType.PERSONAL, command("b"));
        scheduler.runAll();

        verify(outbox.outbox(), never()).list(anyLong(), anyInt());
    }

    private void keep(int from, int to) {
        refs(from, to).forEach(ref -> outbox.keep(AccountType.PERSONAL, command(ref)));
    }

    private Link attach(Subprotocol subprotocol) {
        Link link = LaneSamples.linkOf(subprotocol);
        commands.attach(link);
        scheduler.runAll();
        return link;
    }

    private void answer(String ref) {
        commands.answered(new CommandReply(new Ref(ref), CommandOutcome.processed()));
        scheduler.runAll();
    }

    private CommandSender newSender() {
        ClientPorts ports =
                new ClientPorts(mock(), texts.codec(), outbox.outbox(), mock(), events, scheduler, clock, random);
        return new CommandSender(
                ports,
                new ClientEvents(events, mock()),
                new Backoff(random, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                Duration.ofDays(7));
    }

    private static ClientEvent answered(String ref, CommandOutcome outcome) {
        return new ClientEvent.CommandAnswered(AccountType.PERSONAL, new Ref(ref), "mute", outcome);
    }

    private static Command command(String ref) {
        return Command.of("mute").withRef(new Ref(ref));
    }

    private static List<String> refs(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "r" + i).toList();
    }

    private static List<String> sentOver(Link link) {
        ArgumentCaptor<String> frames = ArgumentCaptor.captor();
        verify(link, atLeast(0)).command(frames.capture(), any());
        return frames.getAllValues().stream()
                .map(frame -> frame.substring("command personal mute ".length()))
                .toList();
    }
}
