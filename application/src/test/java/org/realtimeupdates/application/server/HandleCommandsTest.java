package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.HandledCommands.Handler;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** RTU-40: a command with a ref is handled once, and answered whatever becomes of it. */
class HandleCommandsTest {

    private static final Device PHONE = new Device("ann", "phone");

    private final HandledCommands handled = mock();
    private final CommandHandler handler = mock();
    private final HandleCommands commands = new HandleCommands(handled, handler);
    private final Transaction transaction = mock();
    private final Map<Ref, CommandOutcome> recorded = new HashMap<>();
    private int attempts;

    @BeforeEach
    void outcomesAreRecorded() throws Exception {
        doAnswer(call -> {
                    Optional<Ref> ref = call.getArgument(1);
                    Handler answer = call.getArgument(2);
                    if (ref.isEmpty()) {
                        return answer.handle(transaction);
                    }
                    if (!recorded.containsKey(ref.get())) {
                        recorded.put(ref.get(), answer.handle(transaction));
                    }
                    return recorded.get(ref.get());
                })
                .when(handled)
                .handleOnce(any(), any(), any());
        when(handled.countAttempt(any(), any())).thenAnswer(call -> ++attempts);
        when(handler.handle(any())).thenReturn(CommandOutcome.processed());
    }

    @Test
    void theOutcomeOfTheHandlerIsTheAnswer() throws Exception {
        when(handler.handle(any())).thenReturn(CommandOutcome.rejected("no such group"));

        assertThat(handle("k")).contains(CommandOutcome.rejected("no such group"));
        verify(handler).handle(received("k"));
        verify(handled, never()).countAttempt(any(), any());
    }

    @Test
    void aCommandThatCameAgainIsAnsweredAndNotHandledAgain() throws Exception {
        handle("k");

        assertThat(handle("k")).contains(CommandOutcome.processed());
        verify(handler).handle(any());
    }

    @Test
    void aFailureIsCountedAndTheAppSendsAgain() throws Exception {
        IllegalStateException failure = new IllegalStateException("no");
        when(handler.handle(any())).thenThrow(failure);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> handle("k"))
                .isSameAs(failure);

        verify(handled).countAttempt(PHONE, new Ref("k"));
        assertThat(recorded).isEmpty();
    }

    @Test
    void afterFiveFailuresItIsRejectedAndThatIsRecorded() throws Exception {
        when(handler.handle(any())).thenThrow(new IllegalStateException("no"));
        for (int i = 0; i < 4; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> handle("k"));
        }

        CommandOutcome rejected = CommandOutcome.rejected("failed 5 times");
        assertThat(handle("k")).contains(rejected);
        assertThat(recorded).containsEntry(new Ref("k"), rejected);
        assertThat(handle("k")).contains(rejected);
        verify(handler, times(5)).handle(any());
    }

    @Test
    void aFailureIsCountedAfterTheTransactionOfTheHandler() throws Exception {
        when(handler.handle(any())).thenThrow(new IllegalStateException("no"));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> handle("k"));

        InOrder inOrder = inOrder(handled, handler);
        inOrder.verify(handled).handleOnce(any(), any(), any());
        inOrder.verify(handler).handle(any());
        inOrder.verify(handled).countAttempt(any(), any());
    }

    @Test
    void aCommandWithoutARefIsHandledInATransactionTooAndHasNoAnswer() throws Exception {
        assertThat(commands.handle(PHONE, AccountType.PERSONAL, Command.of("mute")))
                .isEmpty();

        verify(handler).handle(received(Optional.empty()));
        verify(handled).handleOnce(eq(PHONE), eq(Optional.empty()), any());
        verify(handled, never()).countAttempt(any(), any());
    }

    @Test
    void aCommandWithoutARefThatFailsIsLost() throws Exception {
        when(handler.handle(any())).thenThrow(new IllegalStateException("no"));

        assertThat(commands.handle(PHONE, AccountType.PERSONAL, Command.of("mute")))
                .isEmpty();
        verify(handled, never()).countAttempt(any(), any());
    }

    @Test
    void aStoreAtFaultIsNotCountedAndTheAppSendsAgain() throws Exception {
        when(handler.handle(any())).thenThrow(new StoreException("locked"));

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> handle("k"));

        verify(handled, never()).countAttempt(any(), any());
        assertThat(recorded).isEmpty();
    }

    @Test
    void aHandlerCannotLeaveACommandOpen() throws Exception {
        for (CommandOutcome none : List.of(new CommandOutcome.Unconfirmed(), new CommandOutcome.Expired())) {
            when(handler.handle(any())).thenReturn(none);

            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> handle("k"));
        }
        assertThat(recorded).isEmpty();
    }

    @Test
    void anErrorOfTheHandlerCountsAsItsFailing() throws Exception {
        when(handler.handle(any())).thenThrow(new StackOverflowError());

        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> handle("k"));

        verify(handled).countAttempt(PHONE, new Ref("k"));
    }

    @Test
    void aReasonIsMadeSendableBeforeItIsRecorded() throws Exception {
        String broken = "a\ud800b\udc00 \ud836\udc00";
        when(handler.handle(any())).thenReturn(CommandOutcome.rejected(broken));
        assertThat(handle("k")).contains(CommandOutcome.rejected("a\ufffdb\ufffd \ud836\udc00"));

        when(handler.handle(any())).thenReturn(CommandOutcome.rejected("x".repeat(1_001)));
        assertThat(handle("l")).contains(CommandOutcome.rejected("x".repeat(1_000)));
    }

    @Test
    void aReceivedCommandKeepsItsArgumentsOutOfLogs() {
        assertThat(new ReceivedCommand(
                                PHONE,
                                AccountType.PERSONAL,
                                "mute",
                                "{\"a\":\"secret\"}",
                                Optional.empty(),
                                transaction)
                        .toString())
                .contains("ann", "phone", "PERSONAL")
                .doesNotContain("secret");
    }

    private Optional<CommandOutcome> handle(String ref) throws Exception {
        return commands.handle(PHONE, AccountType.PERSONAL, Command.of("mute").withRef(new Ref(ref)));
    }

    private ReceivedCommand received(String ref) {
        return received(Optional.of(new Ref(ref)));
    }

    private ReceivedCommand received(Optional<Ref> ref) {
        return new ReceivedCommand(PHONE, AccountType.PERSONAL, "mute", "{}", ref, transaction);
    }
}
