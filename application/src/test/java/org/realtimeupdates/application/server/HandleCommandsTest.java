package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Ref;

/** RTU-40: a command with a ref is handled once, and answered whatever becomes of it. */
class HandleCommandsTest {

    private static final Device PHONE = new Device("ann", "phone");

    private final HandledCommands handled = mock();
    private final CommandHandler handler = mock();
    private final HandleCommands commands = new HandleCommands(handled, handler);
    private final Map<Ref, CommandOutcome> recorded = new HashMap<>();
    private int attempts;

    @BeforeEach
    void outcomesAreRecorded() throws Exception {
        doAnswer(call -> {
                    Ref ref = call.getArgument(1);
                    if (!recorded.containsKey(ref)) {
                        recorded.put(
                                ref,
                                call.<Callable<CommandOutcome>>getArgument(2).call());
                    }
                    return recorded.get(ref);
                })
                .when(handled)
                .handleOnce(any(), any(), any());
        when(handled.countAttempt(any(), any())).thenAnswer(call -> ++attempts);
        when(handler.handle(any())).thenReturn(CommandOutcome.processed());
    }

    @Test
    void theOutcomeOfTheHandlerIsTheAnswer() throws Exception {
        when(handler.handle(any())).thenReturn(CommandOutcome.rejected("no such group"));

        assertThat(commands.handle(command("k"))).contains(CommandOutcome.rejected("no such group"));
        verify(handler).handle(command("k"));
        verify(handled, never()).countAttempt(any(), any());
    }

    @Test
    void aCommandThatCameAgainIsAnsweredAndNotHandledAgain() throws Exception {
        commands.handle(command("k"));

        assertThat(commands.handle(command("k"))).contains(CommandOutcome.processed());
        verify(handler).handle(any());
    }

    @Test
    void aFailureIsCountedAndTheAppSendsAgain() throws Exception {
        IllegalStateException failure = new IllegalStateException("no");
        when(handler.handle(any())).thenThrow(failure);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> commands.handle(command("k")))
                .isSameAs(failure);

        verify(handled).countAttempt(PHONE, new Ref("k"));
        assertThat(recorded).isEmpty();
    }

    @Test
    void afterFiveFailuresItIsRejectedAndThatIsRecorded() throws Exception {
        when(handler.handle(any())).thenThrow(new IllegalStateException("no"));
        for (int i = 0; i < 4; i++) {
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> commands.handle(command("k")));
        }

        CommandOutcome rejected = CommandOutcome.rejected("failed 5 times");
        assertThat(commands.handle(command("k"))).contains(rejected);
        assertThat(recorded).containsEntry(new Ref("k"), rejected);
        assertThat(commands.handle(command("k"))).contains(rejected);
        verify(handler, times(5)).handle(any());
    }

    @Test
    void aFailureIsCountedAfterTheTransactionOfTheHandler() throws Exception {
        when(handler.handle(any())).thenThrow(new IllegalStateException("no"));

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> commands.handle(command("k")));

        InOrder inOrder = inOrder(handled, handler);
        inOrder.verify(handled).handleOnce(any(), any(), any());
        inOrder.verify(handler).handle(any());
        inOrder.verify(handled).countAttempt(any(), any());
    }

    @Test
    void aCommandWithoutARefIsHandledAndHasNoAnswer() throws Exception {
        ReceivedCommand command = new ReceivedCommand(PHONE, AccountType.PERSONAL, "mute", "{}", Optional.empty());

        assertThat(commands.handle(command)).isEmpty();
        verify(handler).handle(command);
        verifyNoInteractions(handled);
    }

    @Test
    void aCommandWithoutARefThatFailsIsLost() throws Exception {
        when(handler.handle(any())).thenThrow(new IllegalStateException("no"));

        assertThat(commands.handle(new ReceivedCommand(PHONE, AccountType.PERSONAL, "mute", "{}", Optional.empty())))
                .isEmpty();
    }

    @Test
    void aReceivedCommandKeepsItsArgumentsOutOfLogs() {
        assertThat(new ReceivedCommand(PHONE, AccountType.PERSONAL, "mute", "{\"a\":\"secret\"}", Optional.empty())
                        .toString())
                .doesNotContain("secret");
    }

    private static ReceivedCommand command(String ref) {
        return new ReceivedCommand(PHONE, AccountType.PERSONAL, "mute", "{}", Optional.of(new Ref(ref)));
    }
}
