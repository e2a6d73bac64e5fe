package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.RealtimeUpdatesException;
import org.realtimeupdates.application.client.ClientUnderTest.Opened;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.Ref;

/** What comes too late, never, or from a connection that is no more. */
class ConnectionLoopEdgeTest {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private ClientUnderTest app;

    @BeforeEach
    void create() throws Exception {
        app = new ClientUnderTest();
    }

    @Test
    void anAttemptThatOpensAfterItWasGivenUpIsClosed() {
        app.start();
        app.fail(new Disconnect.Failed("no answer in time"));

        Opened late = app.open();

        assertThat(late.connection.closeCodes()).containsExactly(CloseReason.NORMAL);
        assertThat(app.state()).isInstanceOf(ConnectionState.Waiting.class);
    }

    @Test
    void aTokenThatDoesNotComeInTimeIsTriedAgain() {
        app.credentialsExecutor().hold();
        app.start();

        app.scheduler.advance(ClientOptions.DEFAULT.connectTimeout());
        assertThat(app.state()).isEqualTo(new ConnectionState.Waiting("no token in time", HALF_A_SECOND));
        app.credentialsExecutor().release();
        app.scheduler.runAll();
        assertThat(app.attempts()).isZero();

        app.scheduler.advance(HALF_A_SECOND);
        assertThat(app.attempts()).isEqualTo(1);
    }

    @Test
    void aTransportThatThrowsIsTriedAgain() {
        doThrow(new IllegalStateException("no threads")).when(app.transport).connect(any(), any());

        app.start();

        assertThat(app.state()).isEqualTo(new ConnectionState.Waiting("the transport failed", HALF_A_SECOND));
    }

    @Test
    void noTimerOfAnEarlierStateGoesOn() {
        app.start();
        app.fail(new Disconnect.Failed("no route"));
        assertThat(app.controlExecutor().timers()).isEqualTo(1);
        app.credentialsExecutor().hold();
        app.foreground();
        assertThat(app.controlExecutor().timers()).isEqualTo(1);
        app.credentialsExecutor().release();
        app.scheduler.runAll();
        Opened opened = app.open();
        opened.connection.stall();
        opened.says(Samples.frame(Samples.update("a")));
        assertThat(background()).isNotDone();
        // Of the grace and of the message under way.
        assertThat(app.controlExecutor().timers()).isEqualTo(2);
        app.scheduler.advance(ClientOptions.DEFAULT.backgroundGrace());
        assertThat(app.controlExecutor().timers()).isZero();

        app.foreground();
        app.fail(new Disconnect.Failed("no route"));
        assertThat(background()).isCompleted();
        assertThat(app.controlExecutor().timers()).isZero();
    }

    @Test
    void aConnectionThatBreaksWhileAnUpdateIsAppliedIsDoneWithInTheBackground() {
        app.start();
        Opened opened = app.open();
        app.personalLane().hold();
        opened.says(Samples.frame(Samples.update("a")));
        CompletableFuture<Void> done = background();

        opened.close(1006);
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
        assertThat(done).isNotDone();
        app.personalLane().release();
        app.scheduler.runAll();

        assertThat(done).isCompleted();
        assertThat(app.attempts()).isEqualTo(1);
    }

    // RTU-35
    @Test
    void whatAnOlderConnectionStillAnnouncesCountsNothing() {
        app.start();
        Opened old = app.open();
        old.close(1006);
        app.scheduler.advanceToNextTimer();
        Opened fresh = app.open();
        fresh.says(new Decoded.Backlog(AccountType.PERSONAL, 1), new Decoded.Backlog(AccountType.BUSINESS, 0));

        old.says(new Decoded.Backlog(AccountType.PERSONAL, 7));

        fresh.says(
                Samples.frame(Samples.update("a")),
                new Decoded.CaughtUp(AccountType.PERSONAL),
                new Decoded.CaughtUp(AccountType.BUSINESS));
        assertThat(app.state()).isEqualTo(new ConnectionState.CaughtUp(1));
    }

    // RTU-40
    @Test
    void theAnswerToACommandReachesWhoSentIt() {
        app.start();
        Opened opened = app.open();
        CompletableFuture<CommandOutcome> outcome = app.send("k");
        assertThat(opened.connection.sent()).containsExactly("command personal mute k");

        opened.says(Samples.frame(new CommandReply(new Ref("k"), CommandOutcome.processed())));

        assertThat(outcome).isCompletedWithValue(CommandOutcome.processed());
        assertThat(app.outbox.refs()).isEmpty();
    }

    // RTU-40
    @Test
    void withoutAConnectionNoCommandIsTakenFromTheOutbox() {
        app.start();
        app.open().close(1006);
        clearInvocations(app.outbox.outbox());

        assertThat(app.send("k")).isNotDone();

        verify(app.outbox.outbox(), never()).list(anyLong(), anyInt());
        assertThat(app.outbox.refs()).containsExactly("k");
    }

    @Test
    void whoClosesTheClientCanBeInterrupted() {
        app.start();
        assertThat(app.open().connection.closeCodes()).isEmpty();
        CompletableFuture<CommandOutcome> outcome = app.send("k");
        Thread.currentThread().interrupt();

        app.client.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isCompletedExceptionally();
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(outcome::get)
                .withCauseInstanceOf(RealtimeUpdatesException.class);
        app.scheduler.runAll();
        app.foreground();
        assertThat(app.state()).isEqualTo(new ConnectionState.Idle());
    }

    @Test
    void theNextConnectionIsAsGoodAsTheFirst() {
        app.start();
        app.open().close(1006);
        app.scheduler.advanceToNextTimer();

        app.open();

        assertThat(app.state()).isEqualTo(new ConnectionState.Connected(Subprotocol.V1));
    }

    private CompletableFuture<Void> background() {
        CompletableFuture<Void> done = app.client.enterBackground().toCompletableFuture();
        app.scheduler.runAll();
        return done;
    }
}
