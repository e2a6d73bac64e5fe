package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;
import static org.realtimeupdates.application.server.ServerUnderTest.command;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.ServerUnderTest.Connected;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.domain.Device;

/** What a session leaves behind, and who of two of a device ends. */
class SessionEndTest {

    private static final Disconnect LOST = new Disconnect.Closed(1006, "");

    private ServerUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ServerUnderTest();
    }

    @Test
    void noTimerOfItGoesOn() {
        app.store.add(PERSONAL, "a");
        ConnectionListener listener = app.server.open(
                new Admission.Accepted(PHONE, Subprotocol.V1, 1, Optional.of(Duration.ofHours(1))),
                new RecordedConnection().stall());
        app.scheduler.runAll();
        assertThat(app.executorOf(0).timers()).isEqualTo(3);

        listener.closed(LOST);
        app.scheduler.runAll();

        assertThat(app.executorOf(0).timers()).isZero();
    }

    // RTU-40: they come again on the next connection, in their order.
    @Test
    void commandsThatWaitAreNotHandledAnyMore() throws Exception {
        Connected phone = app.connect();
        app.scheduler.holdNew();
        phone.says(command("a"), command("b"));
        phone.listener.closed(LOST);
        app.scheduler.runAll();

        app.commands().release();
        app.scheduler.runAll();

        verify(app.handler, never()).handle(any());
        assertThat(phone.consumed).isEqualTo(1);
    }

    @Test
    void aMessageWhoseAnswersWaitIsLetGo() {
        Connected phone = app.connect(Subprotocol.V1, new RecordedConnection().stall());
        for (int i = 0; i < 1_001; i++) {
            phone.says(command("k" + i));
        }
        int consumed = phone.consumed;
        assertThat(consumed).isLessThan(1_001);

        phone.listener.closed(LOST);
        app.scheduler.runAll();

        assertThat(phone.consumed).isEqualTo(1_001);
    }

    // RTU-54
    @Test
    void ofTwoTheOneWhoseHandshakeCameFirstEndsWheneverItOpens() {
        app.store.add(PERSONAL, "a");
        RecordedConnection newer = open(2);
        RecordedConnection older = open(1);

        assertThat(older.closeCodes()).containsExactly(CloseReason.REPLACED);
        assertThat(older.sent()).isEmpty();
        assertThat(newer.closeCodes()).isEmpty();
        assertThat(app.events).containsOnlyOnce(new ServerEvent.Replaced(PHONE));
        newer.forget();
        app.publish(PERSONAL, "b");
        assertThat(newer.sent()).containsExactly("b");
    }

    // RTU-54
    @Test
    void theEndOfTheOlderIsNotTheEndOfTheNewer() {
        RecordedConnection tablet = new RecordedConnection();
        app.server.open(new Admission.Accepted(new Device("ann", "tablet"), Subprotocol.V1), tablet);
        ConnectionListener older = app.connect().listener;
        Connected newer = app.connect();

        older.closed(LOST);
        app.scheduler.runAll();
        newer.connection.forget();
        app.publish(PERSONAL, "a");
        app.server.close();
        app.scheduler.runAll();

        assertThat(newer.connection.sent()).containsExactly("a");
        assertThat(newer.connection.closeCodes()).containsExactly(CloseReason.GOING_AWAY);
        assertThat(tablet.closeCodes()).containsExactly(CloseReason.GOING_AWAY);
    }

    @Test
    void theOtherDevicesOfTheUserStayConnected() {
        RecordedConnection tablet = new RecordedConnection();
        app.server.open(new Admission.Accepted(new Device("ann", "tablet"), Subprotocol.V1), tablet);
        Connected phone = app.connect();

        phone.listener.closed(LOST);
        app.scheduler.runAll();
        app.server.close();
        app.scheduler.runAll();

        assertThat(tablet.closeCodes()).containsExactly(CloseReason.GOING_AWAY);
        assertThat(phone.connection.closeCodes()).isEmpty();
    }

    // RTU-3
    @Test
    void anUnreadableMessageIsToldWithItsReason() {
        Connected phone = app.connect();
        phone.listener.unreadable(MessageFault.INVALID_UTF8, "…", () -> {});
        app.scheduler.runAll();

        assertThat(app.events).contains(new ServerEvent.Malformed(PHONE, 1007, "no valid UTF-8"));
    }

    private RecordedConnection open(long order) {
        RecordedConnection connection = new RecordedConnection();
        app.server.open(new Admission.Accepted(PHONE, Subprotocol.V1).withOrder(order), connection);
        app.scheduler.runAll();
        return connection;
    }
}
