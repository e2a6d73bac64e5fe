package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.server.ServerUnderTest.BUSINESS;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;
import static org.realtimeupdates.application.server.ServerUnderTest.backlog;
import static org.realtimeupdates.application.server.ServerUnderTest.caughtUp;
import static org.realtimeupdates.application.server.ServerUnderTest.command;
import static org.realtimeupdates.application.server.ServerUnderTest.malformed;
import static org.realtimeupdates.application.server.ServerUnderTest.reply;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.ServerUnderTest.Connected;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.UpdateOutcome;

/** One connection of one device, at the server. */
class SessionTest {

    private ServerUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ServerUnderTest();
    }

    // RTU-30, RTU-31, RTU-35
    @Test
    void whatWaitsIsSentWhenTheDeviceConnects() {
        app.store.add(PERSONAL, "a", "b");
        app.store.add(BUSINESS, "c");

        Connected phone = app.connect();

        assertThat(phone.connection.sent())
                .containsExactly("[" + backlog("personal", 2) + "," + backlog("business", 1) + ",a,b,"
                        + caughtUp("personal") + ",c," + caughtUp("business") + "]");
        assertThat(app.events)
                .containsExactly(
                        new ServerEvent.Connected(PHONE, Subprotocol.V1, 3),
                        new ServerEvent.Sent(PHONE, AccountType.PERSONAL, 2, 0),
                        new ServerEvent.Sent(PHONE, AccountType.BUSINESS, 1, 0));
    }

    @Test
    void theDeviceIsKnownBeforeItsBacklogIsRead() {
        app.connect();

        InOrder inOrder = inOrder(app.devices, app.store.pending());
        inOrder.verify(app.devices).register(eq(PHONE), anyInt());
        inOrder.verify(app.store.pending()).backlog(PERSONAL);
    }

    @Test
    void aBareDeviceGetsOneUpdateAMessageAndNothingElse() {
        app.store.add(PERSONAL, "a", "b");

        Connected phone = app.connect(Subprotocol.BARE);

        assertThat(phone.connection.sent()).containsExactly("a", "b");
    }

    // RTU-31
    @Test
    void whatIsPublishedWhileConnectedIsSentAtOnceAndOnce() {
        Connected phone = app.connect();
        phone.connection.forget();

        app.publish(PERSONAL, "a");
        app.publish(BUSINESS, "b");
        app.publish(PERSONAL, "c");

        assertThat(phone.connection.sent()).containsExactly("a", "b", "c");
    }

    // RTU-31
    @Test
    void whatNoBellToldOfIsSentALittleLater() {
        Connected phone = app.connect();
        phone.connection.forget();
        app.store.add(PERSONAL, "a");
        app.scheduler.runAll();
        assertThat(phone.connection.sent()).isEmpty();

        app.scheduler.advance(Lookout.PERIOD);
        app.store.add(BUSINESS, "b");
        app.scheduler.advance(Lookout.PERIOD);

        assertThat(phone.connection.sent()).containsExactly("a", "b");
    }

    @Test
    void manyBellsMakeOneTask() {
        Connected phone = app.connect();
        phone.connection.forget();
        app.executorOf(0).hold();
        for (String ref : new String[] {"a", "b", "c"}) {
            app.publish(PERSONAL, ref);
        }

        assertThat(app.executorOf(0).runNext()).isTrue();

        assertThat(phone.connection.sent()).containsExactly("[a,b,c]");
    }

    // RTU-23
    @Test
    void aReplyDropsTheUpdateAndMakesRoomInTheWindow() throws Exception {
        app = new ServerUnderTest(ServerOptions.DEFAULT.withWindow(1));
        app.store.add(PERSONAL, "a", "b");
        Connected phone = app.connect();
        phone.connection.forget();

        phone.says(reply("a"));

        assertThat(app.store.waiting(PERSONAL)).containsExactly("b");
        assertThat(phone.connection.sent()).containsExactly("[b," + caughtUp("personal") + "]");
        assertThat(app.events)
                .contains(new ServerEvent.Replied(
                        PHONE, AccountType.PERSONAL, UpdateOutcome.PROCESSED, List.of(new Ref("a")), 1, 0));
        assertThat(phone.consumed).isEqualTo(1);
    }

    // RTU-23
    @Test
    void aReplyToWhatWasNotSentYetDropsNothingAndIsCounted() throws Exception {
        app = new ServerUnderTest(ServerOptions.DEFAULT.withWindow(1));
        app.store.add(PERSONAL, "a", "b");
        Connected phone = app.connect();

        phone.says(reply("b", "unknown"));

        assertThat(app.store.waiting(PERSONAL)).containsExactly("a", "b");
        assertThat(phone.connection.closeCodes()).isEmpty();
        assertThat(app.events)
                .contains(new ServerEvent.Replied(
                        PHONE,
                        AccountType.PERSONAL,
                        UpdateOutcome.PROCESSED,
                        List.of(new Ref("b"), new Ref("unknown")),
                        0,
                        2));
    }

    // RTU-23
    @Test
    void repliesToUnknownRefsWithoutEndCloseWith1008() {
        app.store.add(PERSONAL, "a");
        Connected phone = app.connect();
        String[] many = IntStream.range(0, 1_000).mapToObj(i -> "unknown-" + i).toArray(String[]::new);
        for (int i = 0; i < Cursors.MAX_UNKNOWN; i += many.length) {
            phone.says(reply(many));
        }
        phone.says(reply("unknown"));
        assertThat(phone.connection.closeCodes()).isEmpty();

        phone.says(reply("unknown"));

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.POLICY_VIOLATION);
        assertThat(app.events).contains(new ServerEvent.Malformed(PHONE, 1008, "too many replies to unknown refs"));
    }

    // RTU-23
    @Test
    void aReplyForTheOtherAccountDropsNothing() {
        app.store.add(PERSONAL, "a");
        Connected phone = app.connect();

        phone.says(reply(AccountType.BUSINESS, "a"));

        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
    }

    // RTU-23
    @Test
    void aReplyToWhatWasSentOnAnEarlierConnectionDropsIt() throws Exception {
        app = new ServerUnderTest(ServerOptions.DEFAULT.withWindow(2));
        app.store.add(PERSONAL, "a", "b");
        Connected first = app.connect();
        first.listener.closed(new Disconnect.Closed(1006, ""));
        app.scheduler.runAll();
        RecordedConnection stalled = new RecordedConnection().stall();
        Connected second = app.connect(Subprotocol.BARE, stalled);
        assertThat(stalled.sent()).containsExactly("a");

        second.says(reply("b"));

        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
    }

    // RTU-5
    @Test
    void theWrongDirectionClosesWith1008() {
        Connected phone = app.connect();

        phone.says(new Decoded.WrongDirection(MessageType.UPDATE));

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.POLICY_VIOLATION);
        assertThat(app.events).contains(new ServerEvent.Malformed(PHONE, 1008, "wrong direction"));
    }

    // RTU-3, RTU-6
    @Test
    void theNeighboursOfAMalformedFrameTakeEffectBeforeItCloses() throws Exception {
        app.store.add(PERSONAL, "a", "b");
        Connected phone = app.connect();

        phone.says(reply("a"), malformed(), reply("b"), command("k"));

        assertThat(app.store.waiting(PERSONAL)).isEmpty();
        verify(app.handler, times(1)).handle(any());
        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.POLICY_VIOLATION);
        assertThat(phone.consumed).isEqualTo(1);
    }

    // RTU-3
    @Test
    void anUnreadableMessageClosesWithItsOwnCode() {
        for (MessageFault fault : MessageFault.values()) {
            Connected phone = app.connect();
            phone.listener.unreadable(fault, "…", () -> phone.consumed++);
            app.scheduler.runAll();

            assertThat(phone.connection.closeCodes()).containsExactly(fault.closeCode());
            assertThat(phone.consumed).isEqualTo(1);
        }
        assertThat(MessageFault.INVALID_UTF8.closeCode()).isEqualTo(1007);
        assertThat(MessageFault.WRONG_KIND.closeCode()).isEqualTo(1003);
    }

    // RTU-34
    @Test
    void aMessageThatIsNotWrittenFor30SecondsClosesWith4408() {
        app.store.add(PERSONAL, "a");
        Connected phone = app.connect(Subprotocol.V1, new RecordedConnection().stall());

        app.scheduler.advance(Duration.ofMillis(29_999));
        assertThat(phone.connection.closeCodes()).isEmpty();
        app.scheduler.advance(Duration.ofMillis(1));

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.TOO_SLOW);
        assertThat(app.events).contains(new ServerEvent.TooSlow(PHONE));
        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
    }

    // RTU-34
    @Test
    void aDeviceThatReadsAndDoesNotReplyStaysConnected() {
        app.store.add(PERSONAL, "a");
        Connected phone = app.connect();

        app.scheduler.advance(Duration.ofDays(1));

        assertThat(phone.connection.closeCodes()).isEmpty();
    }

    @Test
    void aStoreAtFaultClosesWith1011() {
        Connected phone = app.connect();
        when(app.store.pending().remove(any(), any(), anyLong())).thenThrow(new StoreException("disk full"));

        phone.says(reply("a"));

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
        assertThat(app.events).contains(new ServerEvent.StoreFailed(PHONE, "disk full"));
    }

    @Test
    void aStoreAtFaultWhenTheDeviceConnectsClosesWith1011AndSendsNothing() {
        doThrow(new StoreException("disk full")).when(app.devices).register(eq(PHONE), anyInt());
        Connected phone = app.connect();

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
        assertThat(phone.connection.sent()).isEmpty();
        phone.says(reply("a"));
        verify(app.store.pending(), never()).remove(any(), any(), anyLong());
        assertThat(phone.consumed).isEqualTo(1);
    }

    @Test
    void aStoreThatCannotBeReadClosesWith1011() {
        Connected phone = app.connect();
        when(app.store.pending().readAfter(any(), anyLong(), anyInt(), anyInt()))
                .thenThrow(new StoreException("disk full"));

        app.publish(PERSONAL, "a");

        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.INTERNAL_ERROR);
    }
}
