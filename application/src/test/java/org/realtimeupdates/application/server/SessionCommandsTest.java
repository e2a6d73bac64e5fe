package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;
import static org.realtimeupdates.application.server.ServerUnderTest.command;
import static org.realtimeupdates.application.server.ServerUnderTest.reply;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.application.server.ServerUnderTest.Connected;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** RTU-40: commands beside the updates of a connection. */
class SessionCommandsTest {

    private ServerUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ServerUnderTest();
    }

    @Test
    void aCommandIsHandledAndAnswered() throws Exception {
        Connected phone = app.connect();
        phone.connection.forget();
        when(app.handler.handle(any())).thenReturn(CommandOutcome.rejected("no such group"));

        phone.says(Samples.frame(
                AccountType.BUSINESS, Command.of("mute", "{\"group\":\"g\"}").withRef(new Ref("k"))));

        verify(app.handler)
                .handle(new ReceivedCommand(
                        PHONE,
                        AccountType.BUSINESS,
                        "mute",
                        "{\"group\":\"g\"}",
                        Optional.of(new Ref("k")),
                        app.transaction));
        assertThat(phone.connection.sent())
                .containsExactly("reply business k " + CommandOutcome.rejected("no such group"));
        assertThat(phone.consumed).isEqualTo(1);
    }

    @Test
    void commandsAreHandledOneAfterTheOtherInTheirOrder() throws Exception {
        Connected phone = app.connect();
        phone.says(command("a"), command("b"));
        phone.says(command("c"));

        InOrder inOrder = inOrder(app.handler);
        for (String ref : new String[] {"a", "b", "c"}) {
            inOrder.verify(app.handler).handle(argThat(command -> command.ref().equals(Optional.of(new Ref(ref)))));
        }
    }

    @Test
    void aBareDeviceGetsNoAnswer() throws Exception {
        Connected phone = app.connect(Subprotocol.BARE);
        phone.says(Samples.frame(Command.of("mute")), command("k"));

        verify(app.handler, times(2)).handle(any());
        assertThat(phone.connection.sent()).isEmpty();
    }

    @Test
    void aSlowHandlerHoldsBackNoUpdateAndNoReply() {
        app.store.add(PERSONAL, "a");
        Connected phone = app.connect();
        phone.connection.forget();
        app.scheduler.holdNew();

        phone.says(command("slow"), reply("a"));
        app.publish(PERSONAL, "b");

        assertThat(app.store.waiting(PERSONAL)).containsExactly("b");
        assertThat(phone.connection.sent()).containsExactly("b");
    }

    @Test
    void aMessageIsConsumedOnceItsCommandsAreHandled() {
        Connected phone = app.connect();
        app.scheduler.holdNew();
        phone.says(command("a"), command("b"));
        app.commands().runNext();
        app.scheduler.runAll();
        assertThat(phone.consumed).isZero();

        app.commands().release();
        app.scheduler.runAll();
        assertThat(phone.consumed).isEqualTo(1);
    }

    // RTU-40
    @Test
    void commandsOfADeviceTakeTurnsAcrossItsConnections() throws Exception {
        app.scheduler.holdNew();
        Connected first = app.connect(Subprotocol.BARE);
        app.scheduler.newest().release();
        app.scheduler.runAll();
        first.says(Samples.frame(Command.of("one")), Samples.frame(Command.of("two")));
        app.scheduler.runAll();
        var commands = app.commands();
        first.listener.closed(new Disconnect.Closed(1006, ""));
        app.scheduler.runAll();

        Connected second = app.connect(Subprotocol.BARE);
        app.scheduler.newest().release();
        second.says(Samples.frame(Command.of("three")));
        app.scheduler.runAll();
        verify(app.handler, never()).handle(any());
        commands.runAllOfIt();

        InOrder inOrder = inOrder(app.handler);
        for (String name : new String[] {"one", "two", "three"}) {
            inOrder.verify(app.handler).handle(argThat(command -> command.name().equals(name)));
        }
    }

    // RTU-40
    @Test
    void anErrorOfAHandlersStoreStopsTheCommandsBehindIt() throws Exception {
        Connected phone = app.connect();
        doThrow(new OutOfMemoryError("no")).when(app.handled).handleOnce(any(), any(), any());

        phone.says(command("a"), command("b"));

        verify(app.handled, times(1)).handleOnce(any(), any(), any());
        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
    }

    @Test
    void aHandlerThatFailsClosesTheConnectionAndTheCommandsBehindWait() throws Exception {
        Connected phone = app.connect();
        when(app.handler.handle(any())).thenThrow(new IllegalStateException("no"));

        phone.says(command("a"), command("b"));

        verify(app.handler, times(1)).handle(any());
        verify(app.handled).countAttempt(PHONE, new Ref("a"));
        verify(app.handled, never()).countAttempt(PHONE, new Ref("b"));
        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
        assertThat(phone.consumed).isEqualTo(1);
    }

    @Test
    void aStoreOfCommandsAtFaultIsTold() throws Exception {
        Connected phone = app.connect();
        when(app.handler.handle(any())).thenThrow(new StoreException("locked"));

        phone.says(command("a"));

        assertThat(app.events).contains(new ServerEvent.StoreFailed(PHONE, "locked"));
        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
    }

    @Test
    void anAnswerThatComesAfterTheEndIsNotSent() {
        Connected phone = app.connect();
        phone.connection.forget();
        app.scheduler.holdNew();
        phone.says(command("a"));
        phone.listener.closed(new Disconnect.Closed(1006, ""));
        app.scheduler.runAll();

        app.commands().release();
        app.scheduler.runAll();

        assertThat(phone.connection.sent()).isEmpty();
        assertThat(phone.consumed).isEqualTo(1);
    }

    @Test
    void whileManyAnswersWaitNoFurtherMessageIsRead() {
        Connected phone = app.connect(Subprotocol.V1, new RecordedConnection().stall());
        Decoded[] commands = new Decoded[1_001];
        for (int i = 0; i < commands.length; i++) {
            commands[i] = command("k" + i);
        }
        phone.says(commands);
        assertThat(phone.consumed).isZero();

        phone.write();
        assertThat(phone.consumed).isEqualTo(1);
    }
}
