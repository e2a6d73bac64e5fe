package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedOutbox;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** RTU-40: when the outbox is asked. */
class OutboxFaultTest {

    private final ReadableCodec texts = new ReadableCodec();
    private final MockedOutbox kept = new MockedOutbox();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RandomGenerator random = mock();
    private final Link link = LaneSamples.linkOf(Subprotocol.V1);

    private final CommandSender commands = new CommandSender(
            new ClientPorts(
                    mock(ClientTransport.class),
                    texts.codec(),
                    kept.outbox(),
                    (account, notifications, omitted) -> {},
                    event -> {},
                    scheduler,
                    InstantSource.fixed(Instant.EPOCH),
                    random),
            new ClientEvents(event -> {}, (account, notifications, omitted) -> {}),
            new Backoff(random, Duration.ofSeconds(1), Duration.ofSeconds(30)),
            Duration.ofDays(7));

    @BeforeEach
    void connect() {
        when(random.nextLong(anyLong())).thenAnswer(call -> call.<Long>getArgument(0) - 1);
        commands.attach(link);
        scheduler.runAll();
    }

    @Test
    void whatATransactionKeptWithoutTellingIsSent() {
        keep("a");
        commands.sendKept();
        scheduler.runAll();

        verify(link).command(eq("command personal mute a"), any());
    }

    @Test
    void anOutboxThatRecoveredIsAskedSoonAfterItsNextFault() {
        doThrow(new StoreException("locked")).when(kept.outbox()).list(anyLong(), anyInt());
        commands.sendKept();
        scheduler.runAll();
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(1));
        scheduler.advanceToNextTimer();
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(2));

        doReturn(List.of()).when(kept.outbox()).list(anyLong(), anyInt());
        scheduler.advanceToNextTimer();
        doThrow(new StoreException("locked")).when(kept.outbox()).list(anyLong(), anyInt());
        commands.sendKept();
        scheduler.runAll();

        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whileTheWindowIsFullTheOutboxIsNotAsked() {
        for (int i = 0; i < 101; i++) {
            keep("k" + i);
        }
        commands.sendKept();
        scheduler.runAll();

        verify(link).command(eq("command personal mute k99"), any());
        verify(kept.outbox(), never()).list(anyLong(), eq(0));
        verify(link, never()).command(eq("command personal mute k100"), any());
    }

    @Test
    void aClosedClientKeepsNoCommand() {
        Command command = Command.of("mute").withRef(new Ref("k"));
        texts.means("command personal mute k", Samples.frame(command));
        commands.close();

        assertThatIllegalStateException().isThrownBy(() -> commands.send(AccountType.PERSONAL, command));

        verify(kept.outbox(), never()).add(AccountType.PERSONAL, command);
    }

    private void keep(String ref) {
        kept.keep(AccountType.PERSONAL, Command.of("mute").withRef(new Ref(ref)));
    }
}
