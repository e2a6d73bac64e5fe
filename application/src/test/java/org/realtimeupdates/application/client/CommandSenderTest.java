package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.persistence.Outbox;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedOutbox;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Ref;

/** RTU-40: commands are kept, sent in order, again after a reconnect, until they are answered. */
class CommandSenderTest {

    private final MockedOutbox kept = new MockedOutbox();
    private final Outbox outbox = kept.outbox();
    private final MessageCodec codec = new ReadableCodec().codec();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RandomGenerator random = mock();
    private final ClientEventListener events = mock();
    private final InstantSource clock = mock();
    private final CommandSender commands = newSender();
    private final VirtualExecutor executor = scheduler.executor(0);

    @BeforeEach
    void commandsAreReadable() {
        when(clock.instant()).thenReturn(Instant.EPOCH);
        when(random.nextLong(anyLong())).thenAnswer(call -> call.<Long>getArgument(0) - 1);
        when(codec.decode(anyString(), any(), any())).thenReturn(List.of(Samples.frame(Command.of("mute"))));
    }

    @Test
    void aCommandIsKeptBeforeSendReturnsAndSentWhenThereIsAConnection() {
        send("a");
        verify(outbox).add(AccountType.PERSONAL, command("a"));

        Link link = attach(Subprotocol.V1);

        assertThat(frames(link)).containsExactly("command personal mute a");
    }

    @Test
    void aCommandWithoutARefGetsOne() {
        commands.send(AccountType.BUSINESS, Command.of("mute"));

        verify(outbox)
                .add(AccountType.BUSINESS, Command.of("mute").withRef(new Ref("00000000000000000000000000000000")));
    }

    @Test
    void commandsAreSentInTheirOrderAndNotTwiceOnAConnection() {
        Link link = attach(Subprotocol.V1);
        send("a");
        send("b");
        executor.runAllOfIt();
        send("c");
        executor.runAllOfIt();

        assertThat(frames(link))
                .containsExactly("command personal mute a", "command personal mute b", "command personal mute c");
    }

    @Test
    void whatWasNotAnsweredIsSentAgainOnTheNextConnectionInOrder() {
        Link first = attach(Subprotocol.V1);
        send("a");
        send("b");
        send("c");
        executor.runAllOfIt();
        answer("b", CommandOutcome.processed());
        commands.detach();
        Link second = attach(Subprotocol.V1_BINARY);

        assertThat(frames(first)).hasSize(3);
        assertThat(frames(second)).containsExactly("command personal mute a", "command personal mute c");
    }

    @Test
    void nothingIsSentOverAConnectionThatIsGone() {
        Link link = attach(Subprotocol.V1);
        commands.detach();
        send("a");
        executor.runAllOfIt();

        verify(link, never()).command(any(), any());
    }

    @Test
    void theAnswerEndsTheCommandAndIsHandedToTheCaller() {
        attach(Subprotocol.V1);
        CompletableFuture<CommandOutcome> a = asked("a");
        CompletableFuture<CommandOutcome> b = asked("b");
        executor.runAllOfIt();
        assertThat(a).isNotDone();

        answer("a", CommandOutcome.rejected("no such group"));

        assertThat(a).isCompletedWithValue(CommandOutcome.rejected("no such group"));
        assertThat(b).isNotDone();
        verify(outbox).remove(new Ref("a"));
        verify(outbox, never()).remove(new Ref("b"));
    }

    @Test
    void aCommandOfAnEarlierRunIsSentAndItsAnswerEndsIt() {
        kept.keep(AccountType.BUSINESS, command("old"));
        Link link = attach(Subprotocol.V1);
        assertThat(frames(link)).containsExactly("command business mute old");

        answer("old", CommandOutcome.processed());

        assertThat(kept.refs()).isEmpty();
    }

    // RTU-5
    @Test
    void anAnswerToAnUnknownRefChangesNothing() {
        attach(Subprotocol.V1);
        CompletableFuture<CommandOutcome> a = asked("a");
        executor.runAllOfIt();

        answer("unknown", CommandOutcome.processed());

        assertThat(a).isNotDone();
        assertThat(kept.refs()).hasSize(1);
    }

    @Test
    void withABareServerACommandIsOverOnceItIsWrittenAndUnconfirmed() {
        Link link = attach(Subprotocol.BARE);
        CompletableFuture<CommandOutcome> a = asked("a");
        executor.runAllOfIt();
        assertThat(a).isNotDone();
        assertThat(kept.refs()).hasSize(1);

        written(link).run();
        executor.runAllOfIt();

        assertThat(a).isCompletedWithValue(new CommandOutcome.Unconfirmed());
        assertThat(kept.refs()).isEmpty();
    }

    @Test
    void underV1BeingWrittenEndsNothing() {
        Link link = attach(Subprotocol.V1);
        CompletableFuture<CommandOutcome> a = asked("a");
        executor.runAllOfIt();

        written(link).run();
        executor.runAllOfIt();

        assertThat(a).isNotDone();
        assertThat(kept.refs()).hasSize(1);
    }

    // RTU-4
    @Test
    void aCommandThatAServerWouldNotReadIsRefused() {
        doReturn("x".repeat(65_536), "x".repeat(65_537)).when(codec).encode(any(), any());
        commands.send(AccountType.PERSONAL, command("a"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.send(AccountType.PERSONAL, command("b")))
                .withMessageContaining("64 KiB");
        verify(outbox, times(1)).add(any(), any());
    }

    @Test
    void argumentsThatAreNoJsonObjectAreRefusedAndNotShown() {
        when(codec.decode(anyString(), any(), any()))
                .thenReturn(List.of(new Decoded.Malformed("…", "no JSON", Optional.empty())));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> commands.send(AccountType.PERSONAL, Command.of("mute", "secret")))
                .withMessageNotContaining("secret");
        verifyNoInteractions(outbox);
    }

    @Test
    void anOutboxAtFaultIsTheCallersMatter() {
        doThrow(new StoreException("outbox full")).when(outbox).add(any(), any());
        Link link = attach(Subprotocol.V1);

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> send("a"));

        executor.runAllOfIt();
        verify(link, never()).command(any(), any());
    }

    @Test
    void anAnswerIsHandedOverAlsoWhenTheOutboxCannotForgetTheCommand() {
        doThrow(new StoreException("locked")).when(outbox).remove(any());
        attach(Subprotocol.V1);
        CompletableFuture<CommandOutcome> a = asked("a");
        executor.runAllOfIt();

        answer("a", CommandOutcome.processed());

        assertThat(a).isCompletedWithValue(CommandOutcome.processed());
    }

    @Test
    void twoSendsOfOneRefShareItsAnswer() {
        attach(Subprotocol.V1);
        CompletableFuture<CommandOutcome> once = asked("a");
        CompletableFuture<CommandOutcome> twice = asked("a");
        executor.runAllOfIt();

        answer("a", CommandOutcome.processed());

        assertThat(once).isCompletedWithValue(CommandOutcome.processed());
        assertThat(twice).isCompletedWithValue(CommandOutcome.processed());
    }

    @Test
    void aCallerThatGivesUpLeavesTheOthersAlone() {
        attach(Subprotocol.V1);
        CompletableFuture<CommandOutcome> once = asked("a");
        CompletableFuture<CommandOutcome> twice = asked("a");
        executor.runAllOfIt();

        assertThat(once.cancel(false)).isTrue();
        answer("a", CommandOutcome.processed());

        assertThat(twice).isCompletedWithValue(CommandOutcome.processed());
    }

    @Test
    void afterTheEndNobodyWaitsAndTheCommandsStay() {
        CompletableFuture<CommandOutcome> a = asked("a");

        commands.close();

        assertThat(a).isCompletedExceptionally();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(a::get)
                .withCauseInstanceOf(RealtimeUpdatesException.class);
        assertThat(kept.refs()).hasSize(1);
    }

    @Test
    void theAnswerIsForgottenInTheOutboxBeforeTheCallerHearsOfIt() {
        attach(Subprotocol.V1);
        Runnable heard = mock();
        CompletableFuture<Void> then = asked("a").thenRun(heard);
        executor.runAllOfIt();

        answer("a", CommandOutcome.processed());

        assertThat(then).isCompleted();
        InOrder inOrder = inOrder(outbox, heard);
        inOrder.verify(outbox).remove(new Ref("a"));
        inOrder.verify(heard).run();
    }

    private CommandSender newSender() {
        ClientPorts ports = new ClientPorts(mock(), codec, outbox, mock(), events, scheduler, clock, random);
        return new CommandSender(
                ports,
                new ClientEvents(events, mock()),
                new Backoff(random, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                Duration.ofDays(7));
    }

    private void send(String ref) {
        assertThat(asked(ref)).isNotDone();
    }

    private CompletableFuture<CommandOutcome> asked(String ref) {
        return commands.send(AccountType.PERSONAL, command(ref)).toCompletableFuture();
    }

    private static Command command(String ref) {
        return Command.of("mute").withRef(new Ref(ref));
    }

    private Link attach(Subprotocol subprotocol) {
        Link link = mock();
        when(link.subprotocol()).thenReturn(subprotocol);
        commands.attach(link);
        executor.runAllOfIt();
        return link;
    }

    private void answer(String ref, CommandOutcome outcome) {
        commands.answered(new CommandReply(new Ref(ref), outcome));
        executor.runAllOfIt();
    }

    private static List<String> frames(Link link) {
        ArgumentCaptor<String> frames = ArgumentCaptor.captor();
        verify(link, atLeast(0)).command(frames.capture(), any());
        return frames.getAllValues();
    }

    private static Runnable written(Link link) {
        ArgumentCaptor<Runnable> written = ArgumentCaptor.captor();
        verify(link).command(eq("command personal mute a"), written.capture());
        return written.getValue();
    }
}
