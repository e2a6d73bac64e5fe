package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;
import static org.realtimeupdates.application.server.ServerUnderTest.command;
import static org.realtimeupdates.application.server.ServerUnderTest.reply;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.ServerUnderTest.Connected;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.domain.Device;

/** RTU-54: how a session ends, and that a newer one takes its place. */
class SessionTakeoverTest {

    private ServerUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ServerUnderTest();
    }

    @Test
    void afterItsEndNothingIsSentOrRead() {
        Connected phone = app.connect();
        phone.connection.forget();
        phone.listener.closed(new Disconnect.Closed(1001, ""));
        app.scheduler.runAll();

        app.publish(PERSONAL, "a");
        phone.says(reply("a"));

        assertThat(phone.connection.sent()).isEmpty();
        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
        assertThat(phone.consumed).isEqualTo(1);
        assertThat(app.events).contains(new ServerEvent.Disconnected(PHONE, 1001));
    }

    // RTU-54
    @Test
    void aNewerConnectionClosesTheOlderWith4409() {
        Connected older = app.connect();
        Connected newer = app.connect();

        assertThat(older.connection.closeCodes()).containsExactly(CloseReason.REPLACED);
        assertThat(newer.connection.closeCodes()).isEmpty();
        assertThat(app.events).containsOnlyOnce(new ServerEvent.Replaced(PHONE));

        older.listener.closed(new Disconnect.Closed(4409, ""));
        app.scheduler.runAll();
        newer.connection.forget();
        app.publish(PERSONAL, "a");
        assertThat(newer.connection.sent()).containsExactly("a");
    }

    // RTU-54
    @Test
    void whatTheOlderOneStillSaysIsIgnored() throws Exception {
        app.store.add(PERSONAL, "a");
        Connected older = app.connect();
        app.executorOf(0).hold();
        app.connect();

        older.says(reply("a"), command("k"));
        app.executorOf(0).release();
        app.scheduler.runAll();

        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
        verify(app.handler, never()).handle(any());
        assertThat(older.consumed).isEqualTo(1);
    }

    // RTU-54
    @Test
    void whatTheOlderOneSaysBeforeItKnowsIsIgnoredToo() {
        app.store.add(PERSONAL, "a");
        Connected older = app.connect();
        // The message is in the executor's queue when the newer connection takes the place.
        app.executorOf(0).hold();
        older.says(reply("a"));
        app.connect();
        app.executorOf(0).release();
        app.scheduler.runAll();

        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
    }

    // RTU-30
    @Test
    void anotherDeviceIsNotTouched() {
        Connected phone = app.connect();
        RecordedConnection tablet = new RecordedConnection();
        ConnectionListener listener =
                app.server.open(new Admission.Accepted(new Device("ann", "tablet"), Subprotocol.V1), tablet);
        app.scheduler.runAll();
        assertThat(listener).isNotNull();
        tablet.forget();
        phone.connection.forget();

        app.publish(PERSONAL, "a");

        assertThat(phone.connection.sent()).containsExactly("a");
        assertThat(phone.connection.closeCodes()).isEmpty();
        assertThat(tablet.sent()).isEmpty();
    }

    @Test
    void theServersEndClosesEveryConnectionWith1001AndAdmitsNone() {
        Connected phone = app.connect();
        app.server.close();
        app.scheduler.runAll();
        assertThat(phone.connection.closeCodes()).containsExactly(CloseReason.GOING_AWAY);

        Admission admission = app.server.admit(new Handshake(
                "/realtime", "device=phone", Optional.empty(), Optional.empty(), Optional.empty(), List.of()));
        assertThat(admission).isEqualTo(new Admission.Refused(503, "shutting down"));
        assertThat(app.events).contains(new ServerEvent.Refused(503, "shutting down"));
        assertThat(app.connect().connection.closeCodes()).containsExactly(CloseReason.GOING_AWAY);
    }
}
