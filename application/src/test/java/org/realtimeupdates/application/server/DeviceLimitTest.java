package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.notification.ServerEvent;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.domain.Device;

/** How many devices of a user may be connected at a time, and how many may be known. */
class DeviceLimitTest {

    private ServerUnderTest app;

    @BeforeEach
    void twoDevicesMayBeConnected() throws Exception {
        app = new ServerUnderTest(ServerOptions.DEFAULT.withMaxDevicesPerUser(2));
        when(app.authenticator.authenticate(any())).thenAnswer(call -> Optional.of(Identity.of(call.getArgument(0))));
    }

    @Test
    void aFurtherDeviceIsRefusedUntilAnotherIsGone() {
        ConnectionListener phone = open("ann", "phone", new RecordedConnection());
        open("ann", "tablet", new RecordedConnection());

        Admission.Refused tooMany = new Admission.Refused(429, "too many devices of this user");
        assertThat(admit("ann", "watch")).isEqualTo(tooMany);
        assertThat(app.events).contains(new ServerEvent.Refused(429, "too many devices of this user"));

        phone.closed(new Disconnect.Closed(1000, ""));
        app.scheduler.runAll();
        assertThat(admit("ann", "watch")).isInstanceOf(Admission.Accepted.class);
    }

    @Test
    void otherUsersAndTheSameDevicesAgainAreNotConcerned() {
        RecordedConnection phone = new RecordedConnection();
        open("ann", "phone", phone);
        open("ann", "tablet", new RecordedConnection());

        assertThat(admit("bob", "phone")).isInstanceOf(Admission.Accepted.class);
        assertThat(admit("ann", "phone")).isInstanceOf(Admission.Accepted.class);
        open("ann", "phone", new RecordedConnection());
        assertThat(phone.closeCodes()).containsExactly(CloseReason.REPLACED);
    }

    @Test
    void handshakesAtTheSameTimeDoNotSlipThrough() {
        Admission.Accepted watch = (Admission.Accepted) admit("ann", "watch");
        open("ann", "phone", new RecordedConnection());
        open("ann", "tablet", new RecordedConnection());

        RecordedConnection late = new RecordedConnection();
        app.server.open(watch, late);
        app.scheduler.runAll();

        assertThat(late.closeCodes()).containsExactly(CloseReason.TRY_AGAIN_LATER);
        assertThat(late.sent()).isEmpty();
        verify(app.devices, never()).register(eq(new Device("ann", "watch")), anyInt());
    }

    @Test
    void aFurtherDeviceThanMayBeKnownIsClosedBeforeItIsSentAnything() {
        when(app.devices.register(new Device("ann", "watch"), ServerOptions.DEFAULT.maxKnownDevicesPerUser()))
                .thenReturn(false);

        RecordedConnection watch = new RecordedConnection();
        open("ann", "watch", watch);

        assertThat(watch.closeCodes()).containsExactly(CloseReason.TRY_AGAIN_LATER);
        assertThat(watch.sent()).isEmpty();
        assertThat(app.events).containsExactly(new ServerEvent.Refused(429, "too many devices of this user"));
    }

    private Admission admit(String user, String device) {
        return app.server.admit(new Handshake(
                "/realtime", "", Optional.of("Bearer " + user), Optional.of(device), Optional.empty(), List.of()));
    }

    private ConnectionListener open(String user, String device, RecordedConnection connection) {
        ConnectionListener listener =
                app.server.open(new Admission.Accepted(new Device(user, device), Subprotocol.V1), connection);
        app.scheduler.runAll();
        return listener;
    }
}
