package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.EntityCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedOutbox;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Entities;
import org.realtimeupdates.domain.EntityTypes;
import org.realtimeupdates.domain.Message;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** RTU-40: a command of a specific action is kept and sent if and only if the action's transaction commits. */
class FollowUpCommandsTest {

    private static final Command MUTE = Command.of("mute").withRef(new Ref("k"));

    private final MockedStore store = new MockedStore();
    private final MockedOutbox outbox = new MockedOutbox();
    private final ReadableCodec texts = new ReadableCodec();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final Link link = LaneSamples.linkOf(Subprotocol.V1);
    private final UpdateAction<Message> action = mock();
    private final EntityCodec entities = mock();
    private final CommandSender commands = newSender();

    private final ManageUpdate manageUpdate = new ManageUpdate(
            UpdateActions.builder().on(Action.NEW, EntityTypes.MESSAGE, action).build(),
            store.applied(),
            store.attempts(),
            mock(),
            entities,
            InstantSource.fixed(Instant.EPOCH));

    @BeforeEach
    void connected() {
        when(texts.codec().decode(anyString(), any(), any())).thenReturn(List.of(Samples.frame(MUTE)));
        when(entities.decode(eq(EntityTypes.MESSAGE), any()))
                .thenReturn(Entities.of(EntityTypes.MESSAGE, LaneSamples.message("m")));
        commands.attach(link);
        scheduler.runAll();
    }

    @Test
    void theContextSendsInItsTransactionAndAccount() {
        FollowUpCommands port = mock();
        Transaction transaction = mock();

        new UpdateContext(AccountType.BUSINESS, new Ref("r"), Action.NEW, false, transaction, port).send(MUTE);

        verify(port).send(transaction, AccountType.BUSINESS, MUTE);
    }

    @Test
    void theCommandIsKeptInTheTransactionAndSentAfterItsCommit() throws Exception {
        doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(MUTE);
                    scheduler.runAll();
                    verify(link, never()).command(any(), any());
                    return true;
                })
                .when(action)
                .apply(any(), any());

        process("a");

        verify(outbox.outbox()).add(store.transaction(), AccountType.PERSONAL, MUTE);
        verify(outbox.outbox(), never()).add(any(), any());
        verify(link, times(1)).command(eq("command personal mute k"), any());
    }

    @Test
    void aCommandOfATryThatFailedIsNeitherKeptNorSent() throws Exception {
        doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(MUTE);
                    throw new IllegalStateException("no");
                })
                .when(action)
                .apply(any(), any());

        process("a");

        assertThat(outbox.refs()).isEmpty();
        verify(link, never()).command(any(), any());
    }

    @Test
    void aCommandOfATryThatFailedIsSentOnceWhenTheNextTryGoesWell() throws Exception {
        doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(MUTE);
                    throw new IllegalStateException("no");
                })
                .doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(MUTE);
                    return true;
                })
                .when(action)
                .apply(any(), any());

        process("a");

        assertThat(outbox.refs()).containsExactly("k");
        verify(link, times(1)).command(any(), any());
    }

    @Test
    void aCommandWithoutARefGetsOne() throws Exception {
        doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(Command.of("mute"));
                    return true;
                })
                .when(action)
                .apply(any(), any());

        process("a");

        assertThat(outbox.refs()).containsExactly("0".repeat(32));
    }

    // RTU-4
    @Test
    void aCommandThatAServerWouldRefuseIsTheActionsFailing() throws Exception {
        when(texts.codec().decode(anyString(), any(), any()))
                .thenReturn(List.of(new Decoded.Malformed("…", "no JSON", Optional.empty())));
        doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(Command.of("mute", "no JSON"));
                    return true;
                })
                .when(action)
                .apply(any(), any());

        process("a");

        assertThat(store.outcome("a")).contains(UpdateOutcome.QUARANTINED);
    }

    // RTU-33
    @Test
    void aFullOutboxIsAStoreAtFault() throws Exception {
        doThrow(new StoreException("full")).when(outbox.outbox()).add(any(), any(), any());
        doAnswer(call -> {
                    call.<UpdateContext>getArgument(0).send(MUTE);
                    return true;
                })
                .when(action)
                .apply(any(), any());

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> process("a"));

        assertThat(store.outcome("a")).isEmpty();
    }

    private void process(String ref) {
        manageUpdate.process(AccountType.PERSONAL, LaneSamples.received(ref), commands);
        scheduler.runAll();
    }

    private CommandSender newSender() {
        RandomGenerator random = mock();
        ClientEvents events = new ClientEvents(event -> {}, (account, notifications, omitted) -> {});
        ClientPorts ports = new ClientPorts(
                mock(),
                texts.codec(),
                outbox.outbox(),
                events.notifier(),
                events.listener(),
                scheduler,
                InstantSource.fixed(Instant.EPOCH),
                random);
        return new CommandSender(
                ports, events, new Backoff(random, Duration.ofSeconds(1), Duration.ofSeconds(30)), Duration.ofDays(7));
    }
}
