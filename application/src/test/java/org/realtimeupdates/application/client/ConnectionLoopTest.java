package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimeupdates.application.client.ClientUnderTest.Opened;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.MessageType;

/** RTU-55, RTU-57: what the client does when a connection ends or does not come about. */
class ConnectionLoopTest {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private ClientUnderTest app;

    @BeforeEach
    void start() throws Exception {
        app = new ClientUnderTest();
        app.start();
    }

    @Test
    void itConnectsAsTheDeviceWithATokenAndItsOffers() {
        assertThat(app.requests)
                .containsExactly(new ConnectRequest(
                        URI.create("wss://example.org/realtime"),
                        "phone",
                        "token",
                        List.of(Subprotocol.V1_BINARY, Subprotocol.V1),
                        Duration.ofSeconds(10),
                        1 << 20));
        assertThat(app.state()).isEqualTo(new ConnectionState.Connecting());
    }

    @Test
    void everyStateIsTold() {
        app.open().close(1006);
        app.scheduler.advanceToNextTimer();

        assertThat(app.events)
                .containsExactly(
                        state(new ConnectionState.Connecting()),
                        state(new ConnectionState.Connected(Subprotocol.V1)),
                        state(new ConnectionState.Waiting("closed 1006", HALF_A_SECOND)),
                        state(new ConnectionState.Connecting()));
    }

    @Test
    void delaysDoubleWhileItFails() {
        for (int millis : List.of(500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000)) {
            app.fail(new Disconnect.Failed("no route"));
            assertThat(app.delay()).isEqualTo(Duration.ofMillis(millis));
            app.scheduler.advanceToNextTimer();
        }
        assertThat(app.attempts()).isEqualTo(9);
    }

    @Test
    void itDoesNotTryBeforeTheDelayIsOver() {
        app.fail(new Disconnect.Failed("no route"));
        app.scheduler.advance(Duration.ofMillis(499));
        assertThat(app.attempts()).isEqualTo(1);
        app.scheduler.advance(Duration.ofMillis(1));
        assertThat(app.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1006, 1011, 1012, 1013, 4408, 4321})
    void mostEndsAreTriedAgainWithBackoff(int code) {
        app.open().close(code);

        assertThat(app.delay()).isEqualTo(HALF_A_SECOND);
        app.scheduler.advanceToNextTimer();
        assertThat(app.attempts()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1002, 1003, 1007, 1008, 1009})
    void misunderstandingsAreTriedAgainAfterTheLongestBackoff(int code) {
        app.open().close(code);

        assertThat(app.delay()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {4403, 4409})
    void forbiddenAndReplacedStopIt(int code) {
        app.open().close(code);
        app.scheduler.advance(Duration.ofDays(1));

        assertThat(app.state()).isEqualTo(new ConnectionState.Stopped("closed " + code));
        assertThat(app.attempts()).isEqualTo(1);
    }

    @Test
    void aForbiddenHandshakeStopsItUntilTheAppIsInTheForegroundAgain() {
        app.fail(new Disconnect.Refused(403));
        app.scheduler.advance(Duration.ofDays(1));
        assertThat(app.state()).isEqualTo(new ConnectionState.Stopped("refused with status 403"));

        app.foreground();

        assertThat(app.attempts()).isEqualTo(2);
    }

    @Test
    void aRefusedTokenIsReplacedAndTriedAtOnceExactlyOnce() throws Exception {
        doReturn("fresh").when(app.credentials).token();
        app.fail(new Disconnect.Refused(401));
        assertThat(app.delay()).isZero();
        app.scheduler.advance(Duration.ZERO);
        assertThat(app.requests).extracting(ConnectRequest::token).containsExactly("token", "fresh");

        app.fail(new Disconnect.Refused(401));
        assertThat(app.delay()).isEqualTo(HALF_A_SECOND);
        app.scheduler.advanceToNextTimer();
        app.fail(new Disconnect.Refused(401));
        assertThat(app.delay()).isEqualTo(Duration.ofSeconds(1));
        verify(app.credentials, times(3)).token();
    }

    @Test
    void aServerThatCannotRefuseAtTheHandshakeIsNotAskedAtOnceForEver() {
        app.open().close(4401);
        app.scheduler.advance(Duration.ZERO);
        app.open().close(4401);

        assertThat(app.delay()).isEqualTo(HALF_A_SECOND);
    }

    @Test
    void aHealthyConnectionRearmsTheImmediateTry() {
        app.fail(new Disconnect.Refused(401));
        app.scheduler.advance(Duration.ZERO);
        Opened accepted = app.open();
        app.scheduler.advance(Duration.ofSeconds(30));

        accepted.close(4401);

        assertThat(app.delay()).isZero();
    }

    // RTU-55
    @Test
    void aServerThatRefusesAfterItsFirstMessageIsNotAskedAtOnceForEver() {
        app.open().close(4401);
        app.scheduler.advance(Duration.ZERO);
        Opened accepted = app.open();
        accepted.says(new Decoded.Backlog(AccountType.PERSONAL, 0));

        accepted.close(4401);

        assertThat(app.delay()).isEqualTo(HALF_A_SECOND);
    }

    @Test
    void credentialsThatFailAreAskedAgainWithBackoff() throws Exception {
        doThrow(new IOException("offline")).when(app.credentials).token();
        app.open().close(1006);
        app.scheduler.advanceToNextTimer();
        assertThat(app.state()).isEqualTo(new ConnectionState.Waiting("no token", Duration.ofSeconds(1)));
        assertThat(app.attempts()).isEqualTo(1);

        doReturn("token").when(app.credentials).token();
        app.scheduler.advanceToNextTimer();

        assertThat(app.attempts()).isEqualTo(2);
    }

    @Test
    void afterThirtySecondsOfHealthTheDelaysBeginAnew() {
        failTimes(4);
        Opened healthy = app.open();
        app.scheduler.advance(Duration.ofSeconds(ClientUnderTest.SECONDS_OF_HEALTH));

        healthy.close(1006);

        assertThat(app.delay()).isEqualTo(HALF_A_SECOND);
    }

    @Test
    void aShorterLifeDoesNotBeginThemAnew() {
        failTimes(4);
        Opened shortLived = app.open();
        app.scheduler.advance(Duration.ofMillis(29_999));

        shortLived.close(1006);
        assertThat(app.delay()).isEqualTo(Duration.ofSeconds(8));

        // Nor does the health of the next connection count from the beginning of the last one.
        app.scheduler.advanceToNextTimer();
        Opened next = app.open();
        app.scheduler.advance(Duration.ofMillis(1));
        next.close(1006);
        assertThat(app.delay()).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void caughtUpWithAnUpdateAppliedBeginsThemAnew() {
        failTimes(4);
        Opened opened = app.open();
        opened.says(
                new Decoded.Backlog(AccountType.PERSONAL, 1),
                Samples.frame(Samples.update("a")),
                new Decoded.CaughtUp(AccountType.PERSONAL));

        opened.close(1006);

        assertThat(app.delay()).isEqualTo(HALF_A_SECOND);
    }

    @Test
    void caughtUpWithoutOneDoesNot() {
        failTimes(4);
        Opened opened = app.open();
        opened.says(new Decoded.Backlog(AccountType.PERSONAL, 0), new Decoded.CaughtUp(AccountType.PERSONAL));

        opened.close(1006);

        assertThat(app.delay()).isEqualTo(Duration.ofSeconds(8));
    }

    // RTU-35
    @Test
    void itIsCaughtUpOnceBothAccountsAre() {
        Opened opened = app.open();
        opened.says(
                new Decoded.Backlog(AccountType.PERSONAL, 1),
                new Decoded.Backlog(AccountType.BUSINESS, 2),
                Samples.frame(Samples.update("a")),
                new Decoded.CaughtUp(AccountType.PERSONAL));
        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));

        opened.says(
                Samples.frame(AccountType.BUSINESS, Samples.update("b")),
                Samples.frame(AccountType.BUSINESS, Samples.update("c")),
                new Decoded.CaughtUp(AccountType.BUSINESS));
        assertThat(app.state()).isEqualTo(new ConnectionState.CaughtUp(3));
    }

    // RTU-35
    @Test
    void everyConnectionIsCaughtUpWithAnew() {
        Opened first = app.open();
        first.says(new Decoded.Backlog(AccountType.PERSONAL, 5), new Decoded.CaughtUp(AccountType.PERSONAL));
        first.close(1006);
        app.scheduler.advanceToNextTimer();
        Opened second = app.open();

        second.says(new Decoded.Backlog(AccountType.BUSINESS, 2), new Decoded.CaughtUp(AccountType.BUSINESS));
        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));
        second.says(new Decoded.CaughtUp(AccountType.PERSONAL));
        assertThat(app.state()).isEqualTo(new ConnectionState.CaughtUp(2));
    }

    // RTU-20, RTU-32
    @Test
    void repliesGoOutOverTheConnectionTheirUpdateCameOver() {
        Opened first = app.open();
        first.says(Samples.frame(Samples.update("a")));
        assertThat(first.connection.sent()).containsExactly("reply personal processed a");

        app.personalLane().hold();
        first.says(Samples.frame(Samples.update("b")));
        first.close(1006);
        app.scheduler.advanceToNextTimer();
        Opened second = app.open();
        app.personalLane().release();
        app.scheduler.runAll();

        assertThat(first.connection.sent()).hasSize(1);
        assertThat(second.connection.sent()).isEmpty();
    }

    @Test
    void whatAPeerSaysInItsCloseReasonCannotForgeALine() {
        Opened opened = app.open();
        opened.listener.closed(new Disconnect.Closed(1011, "oops\nfake"));
        app.scheduler.runAll();

        assertThat(app.state()).isEqualTo(new ConnectionState.Waiting("closed 1011 oops\\u000afake", HALF_A_SECOND));
    }

    @Test
    void theEndOfAnOlderConnectionDoesNotTouchTheNewOne() {
        Opened old = app.open();
        old.says(new Decoded.WrongDirection(MessageType.REPLY));
        app.scheduler.advanceToNextTimer();
        Opened fresh = app.open();

        old.close(1008);

        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));
        assertThat(fresh.connection.closeCodes()).isEmpty();
        fresh.says(Samples.frame(Samples.update("a")));
        assertThat(fresh.connection.sent()).containsExactly("reply personal processed a");
    }

    @Test
    void oneAttemptIsUnderWayAtATime() {
        app.foreground();
        app.foreground();

        assertThat(app.attempts()).isEqualTo(1);
    }

    private void failTimes(int failures) {
        for (int i = 0; i < failures; i++) {
            app.fail(new Disconnect.Failed("no route"));
            app.scheduler.advanceToNextTimer();
        }
    }

    private static ClientEvent state(ConnectionState state) {
        return new ClientEvent.StateChanged(state);
    }
}
