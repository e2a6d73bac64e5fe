package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.client.ClientUnderTest.Opened;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.Ref;

/** RTU-58: start and foreground connect, background closes; the latest of them wins. */
class ForegroundAndBackgroundTest {

    private ClientUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ClientUnderTest();
    }

    @Test
    void nothingHappensBeforeTheStart() {
        app.scheduler.advance(Duration.ofHours(1));

        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
        assertThat(app.attempts()).isZero();
    }

    @Test
    void startAndForegroundConnect() {
        app.start();
        assertThat(app.attempts()).isEqualTo(1);
        app.open();
        app.foreground();
        assertThat(app.attempts()).isEqualTo(1);

        goToBackground();
        app.foreground();
        assertThat(app.attempts()).isEqualTo(2);
    }

    @Test
    void foregroundEndsADelayAtOnce() {
        app.start();
        app.fail(new Disconnect.Failed("no route"));

        app.foreground();

        assertThat(app.attempts()).isEqualTo(2);
        app.scheduler.advance(Duration.ofMinutes(1));
        assertThat(app.attempts()).isEqualTo(2);
    }

    @Test
    void backgroundClosesWith1000() {
        app.start();
        Opened opened = app.open();

        CompletableFuture<Void> done = background();

        assertThat(opened.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(done).isCompleted();
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
        app.scheduler.advance(Duration.ofHours(1));
        assertThat(app.attempts()).isEqualTo(1);
    }

    @Test
    void backgroundSendsTheRepliesThatAreOwedBeforeItCloses() {
        app.start();
        Opened opened = app.open();
        opened.connection.stall();
        opened.says(Samples.frame(Samples.update("a")));
        opened.says(Samples.frame(Samples.update("b")));

        CompletableFuture<Void> done = background();
        assertThat(app.state()).isEqualTo(new ConnectionState.Closing());
        write(opened);
        assertThat(opened.connection.closeCodes()).isEmpty();
        assertThat(done).isNotDone();
        write(opened);

        assertThat(opened.connection.sent())
                .containsExactly("reply personal processed a", "reply personal processed b");
        assertThat(opened.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(done).isCompleted();
    }

    @Test
    void whatIsBeingAppliedIsStillRepliedAndNothingMoreIsBegun() {
        app.start();
        Opened opened = app.open();
        app.personalLane().hold();
        opened.says(Samples.frame(Samples.update("a")));
        app.personalLane().runNext();
        opened.says(Samples.frame(Samples.update("b")));

        CompletableFuture<Void> done = background();
        assertThat(opened.connection.closeCodes()).isEmpty();
        assertThat(done).isNotDone();
        // The batch that was begun holds a alone.
        app.personalLane().release();
        app.scheduler.runAll();

        assertThat(opened.connection.sent()).containsExactly("reply personal processed a");
        assertThat(opened.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(done).isCompleted();
        opened.says(Samples.frame(Samples.update("c")));
        verify(app.manageUpdate, times(1)).process(any(), any(), any());
    }

    @Test
    void theGraceIsOverAfterFiveSeconds() {
        app.start();
        Opened opened = app.open();
        opened.connection.stall();
        opened.says(Samples.frame(Samples.update("a")));

        CompletableFuture<Void> done = background();
        app.scheduler.advance(Duration.ofMillis(4_999));
        assertThat(opened.connection.closeCodes()).isEmpty();
        app.scheduler.advance(Duration.ofMillis(1));

        assertThat(opened.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(done).isCompleted();
    }

    @Test
    void aConnectionThatBreaksWhileItIsFlushedIsClosedToo() {
        app.start();
        Opened opened = app.open();
        opened.connection.stall();
        opened.says(Samples.frame(Samples.update("a")));

        CompletableFuture<Void> done = background();
        opened.close(1006);

        assertThat(done).isCompleted();
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
        app.scheduler.advance(Duration.ofHours(1));
        assertThat(app.attempts()).isEqualTo(1);
    }

    @Test
    void foregroundDuringTheFlushConnectsAfterIt() {
        app.start();
        Opened opened = app.open();
        opened.connection.stall();
        opened.says(Samples.frame(Samples.update("a")));

        CompletableFuture<Void> done = background();
        app.foreground();
        assertThat(app.attempts()).isEqualTo(1);
        write(opened);

        assertThat(opened.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(done).isCompleted();
        assertThat(app.attempts()).isEqualTo(2);
        app.open();
        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));
    }

    @Test
    void theLatestIntentWinsHoweverOftenItChanges() {
        app.start();
        Opened opened = app.open();
        opened.connection.stall();
        opened.says(Samples.frame(Samples.update("a")));
        goToBackground();
        app.foreground();
        CompletableFuture<Void> last = background();
        write(opened);

        assertThat(last).isCompleted();
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
        assertThat(app.attempts()).isEqualTo(1);
    }

    @Test
    void backgroundWhileWaitingTriesNoMore() {
        app.start();
        app.fail(new Disconnect.Failed("no route"));

        assertThat(background()).isCompleted();
        app.scheduler.advance(Duration.ofHours(1));

        assertThat(app.attempts()).isEqualTo(1);
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
    }

    @Test
    void anAttemptThatOpensTooLateIsClosedAndHeardNoMore() {
        app.start();
        goToBackground();

        Opened late = app.open(0);
        late.says(Samples.frame(Samples.update("a")));

        assertThat(late.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
        verify(app.manageUpdate, never()).process(any(), any(), any());
    }

    @Test
    void anAttemptStillUnderWayIsTakenUpAgainInTheForeground() {
        app.start();
        goToBackground();
        app.foreground();

        assertThat(app.attempts()).isEqualTo(1);
        assertThat(app.state()).isEqualTo(new ConnectionState.Connecting());
        app.open(0);
        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));
    }

    @Test
    void aTokenThatComesTooLateIsNotUsed() {
        app.credentialsExecutor().hold();
        app.start();
        goToBackground();

        app.credentialsExecutor().release();
        app.scheduler.runAll();

        assertThat(app.attempts()).isZero();
    }

    @Test
    void theEndOfTheOldConnectionDoesNotTouchTheNewOne() {
        app.start();
        Opened old = app.open();
        goToBackground();
        app.foreground();
        Opened fresh = app.open();

        old.close(1000);

        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));
        assertThat(fresh.connection.closeCodes()).isEmpty();
    }

    // RTU-40
    @Test
    void commandsOfTheOutboxAreSentOnEveryConnection() {
        Command mute = Command.of("mute").withRef(new Ref("k"));
        app.outbox.keep(AccountType.PERSONAL, mute);
        app.start();
        Opened first = app.open();
        first.close(1006);
        app.scheduler.advanceToNextTimer();
        Opened second = app.open();

        assertThat(first.connection.sent()).containsExactly("command personal mute k");
        assertThat(second.connection.sent()).containsExactly("command personal mute k");
    }

    @Test
    void backgroundBeforeTheStartIsDoneAtOnce() {
        assertThat(background()).isCompleted();
        assertThat(app.events).isEmpty();
    }

    private void goToBackground() {
        assertThat(background()).isNotCompletedExceptionally();
    }

    private CompletableFuture<Void> background() {
        CompletableFuture<Void> done = app.client.enterBackground().toCompletableFuture();
        app.scheduler.runAll();
        return done;
    }

    private void write(Opened opened) {
        opened.connection.write();
        app.scheduler.runAll();
    }
}
