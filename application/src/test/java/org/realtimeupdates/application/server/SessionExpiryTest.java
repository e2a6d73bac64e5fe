package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.server.ServerUnderTest.PERSONAL;
import static org.realtimeupdates.application.server.ServerUnderTest.PHONE;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.identity.Identity;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.domain.Device;

/** RTU-52: a connection lasts no longer than what it was let in by. */
class SessionExpiryTest {

    private static final Duration VALIDITY = Duration.ofMinutes(15);

    private ServerUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ServerUnderTest();
        when(app.authenticator.authenticate("t")).thenReturn(Optional.of(Identity.of("ann", VALIDITY)));
    }

    // RTU-52
    @Test
    void aConnectionIsClosedWith4401WhenItsTokenExpires() {
        RecordedConnection phone = connect("phone");

        app.scheduler.advance(VALIDITY.minusMillis(1));
        assertThat(phone.closeCodes()).isEmpty();
        app.scheduler.advance(Duration.ofMillis(1));

        assertThat(phone.closeCodes()).containsExactly(CloseReason.UNAUTHORIZED);
        phone.forget();
        app.publish(PERSONAL, "a");
        assertThat(phone.sent()).isEmpty();
        assertThat(app.store.waiting(PERSONAL)).containsExactly("a");
    }

    @Test
    void aConnectionThatEndsLeavesNoTimerBehind() {
        RecordedConnection phone = new RecordedConnection();
        var listener = app.server.open(
                new Admission.Accepted(PHONE, Subprotocol.V1, 1, Optional.of(Duration.ofSeconds(5))), phone);
        app.scheduler.runAll();
        assertThat(app.scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(5));

        listener.closed(new Disconnect.Closed(1000, ""));
        app.scheduler.runAll();
        app.scheduler.advance(Duration.ofSeconds(10));

        assertThat(phone.closeCodes()).isEmpty();
    }

    @Test
    void aTokenWithoutAnEndHoldsForEver() throws Exception {
        when(app.authenticator.authenticate("t")).thenReturn(Optional.of(Identity.of("ann")));
        RecordedConnection phone = connect("phone");

        app.scheduler.advance(Duration.ofDays(2));

        assertThat(phone.closeCodes()).isEmpty();
    }

    // RTU-52
    @Test
    void aLogoutEndsAllConnectionsOfTheUserAndNoOther() {
        RecordedConnection phone = connect("phone");
        RecordedConnection tablet = connect("tablet");
        RecordedConnection other = new RecordedConnection();
        app.server.open(new Admission.Accepted(new Device("bob", "phone"), Subprotocol.V1), other);

        app.server.disconnect("ann");
        app.scheduler.runAll();

        assertThat(phone.closeCodes()).containsExactly(CloseReason.UNAUTHORIZED);
        assertThat(tablet.closeCodes()).containsExactly(CloseReason.UNAUTHORIZED);
        assertThat(other.closeCodes()).isEmpty();
    }

    // RTU-52
    @Test
    void aHandshakeThatIsUnderWayAtALogoutOpensNothing() {
        app.store.add(PERSONAL, "a");
        Admission.Accepted admission = admit("phone");
        app.server.disconnect("ann");

        RecordedConnection late = open(admission);

        assertThat(late.closeCodes()).containsExactly(CloseReason.UNAUTHORIZED);
        assertThat(late.sent()).isEmpty();
        verify(app.devices, never()).register(any(), anyInt());
    }

    @Test
    void afterALogoutAFreshTokenIsTaken() {
        app.server.disconnect("ann");

        RecordedConnection phone = connect("phone");

        assertThat(phone.closeCodes()).isEmpty();
        assertThat(phone.sent()).isNotEmpty();
    }

    private RecordedConnection connect(String device) {
        return open(admit(device));
    }

    private Admission.Accepted admit(String device) {
        return (Admission.Accepted) app.server.admit(new Handshake(
                "/realtime",
                "",
                Optional.of("Bearer t"),
                Optional.of(device),
                Optional.empty(),
                List.of("realtime-updates.v1")));
    }

    private RecordedConnection open(Admission.Accepted admission) {
        RecordedConnection connection = new RecordedConnection();
        app.server.open(admission, connection);
        app.scheduler.runAll();
        return connection;
    }
}
