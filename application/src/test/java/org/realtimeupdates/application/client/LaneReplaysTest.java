package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.client.LaneSamples.ACCOUNT;
import static org.realtimeupdates.application.client.LaneSamples.applied;
import static org.realtimeupdates.application.client.LaneSamples.appliedEvent;
import static org.realtimeupdates.application.client.LaneSamples.linkOf;
import static org.realtimeupdates.application.client.LaneSamples.notification;
import static org.realtimeupdates.application.client.LaneSamples.received;
import static org.realtimeupdates.application.client.LaneSamples.update;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;
import org.realtimeupdates.domain.Ref;

/** RTU-33: updates in quarantine are tried again in turn with those that come live. */
class LaneReplaysTest {

    private final Predicate<QuarantinedUpdate> selected = mock();
    private final ManageUpdate manageUpdate = mock();
    private final ManageQuarantine manageQuarantine = mock();
    private final ClientEventListener events = mock();
    private final Notifier notifier = mock();
    private final Link link = linkOf(Subprotocol.V1);
    private final VirtualExecutor executor = new VirtualScheduler().newSerialExecutor();
    private final LaneWork work = LaneSamples.work(manageUpdate, manageQuarantine);

    private final Lane lane = new Lane(
            ACCOUNT,
            work,
            new ClientEvents(events, notifier),
            executor,
            new Backoff(mock(RandomGenerator.class), Duration.ofSeconds(1), Duration.ofSeconds(30)));

    @BeforeEach
    void allIsApplied() {
        when(manageUpdate.process(any(), any(), any())).thenAnswer(call -> applied(call.getArgument(1)));
    }

    @Test
    void aReplayWaitsForItsTurn() {
        lane.attach(link);
        lane.offer(link, List.of(update("live")));
        CompletableFuture<List<ReplayedUpdate>> replayed = lane.replays().replay(selected);
        assertThat(replayed).isNotDone();
        verifyNoInteractions(manageQuarantine);

        executor.runAllOfIt();

        assertThat(replayed).isCompletedWithValue(List.of());
        InOrder inOrder = inOrder(manageQuarantine, manageUpdate);
        inOrder.verify(manageQuarantine).replay(eq(ACCOUNT), eq(selected), eq(work.commands()), any());
        inOrder.verify(manageUpdate).process(any(), any(), any());
    }

    @Test
    void whatBecameOfEachIsHandedToTheCaller() {
        ReplayedUpdate held = new ReplayedUpdate.Held(ACCOUNT, new Ref("b"));
        replaying(done -> {
            done.accept(replayed("a"));
            done.accept(held);
        });

        CompletableFuture<List<ReplayedUpdate>> result = lane.replays().replay(selected);
        executor.runAllOfIt();

        assertThat(result).isCompletedWithValue(List.of(replayed("a"), held));
    }

    @Test
    void anUpdateAppliedAtLastIsToldOfAndNotified() {
        replaying(done -> done.accept(replayed("a")));

        CompletableFuture<List<ReplayedUpdate>> result = lane.replays().replay(selected);
        executor.runAllOfIt();

        assertThat(result).isCompleted();
        verify(events).on(appliedEvent("a", false));
        verify(notifier).notify(ACCOUNT, List.of(notification("a")), 0);
    }

    @Test
    void whatWasAppliedBeforeAFaultOfTheStoreIsToldOfAndTheCallerHearsOfTheFault() {
        StoreException full = new StoreException("full");
        replaying(done -> {
            done.accept(replayed("a"));
            throw full;
        });

        CompletableFuture<List<ReplayedUpdate>> result = lane.replays().replay(selected);
        executor.runAllOfIt();

        verify(events).on(appliedEvent("a", false));
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(result::get)
                .havingCause()
                .isSameAs(full);
        // The store may have kept commands without telling.
        verify(work.commands()).sendKept();
    }

    // RTU-57
    @Test
    void aReplayDoesNotCountAsAnUpdateOfTheConnection() {
        replaying(done -> done.accept(replayed("a")));
        lane.attach(link);
        CompletableFuture<List<ReplayedUpdate>> result = lane.replays().replay(selected);
        lane.offer(link, List.of(new LaneItem.CaughtUp()));
        executor.runAllOfIt();

        assertThat(result).isCompleted();
        verify(link).caughtUp(ACCOUNT, false);
    }

    @Test
    void discardingAndTryingWhatIsKnownTakeTheirTurnsToo() {
        CompletableFuture<List<ReplayedUpdate>> discarded = lane.replays().discard(selected);
        lane.replays().replayKnown();
        verifyNoInteractions(manageQuarantine);

        executor.runAllOfIt();

        assertThat(discarded).isCompletedWithValue(List.of());
        InOrder inOrder = inOrder(manageQuarantine);
        inOrder.verify(manageQuarantine).discard(eq(ACCOUNT), eq(selected), eq(work.commands()), any());
        inOrder.verify(manageQuarantine).replayKnown(eq(ACCOUNT), eq(work.commands()), any());
    }

    // RTU-14
    @Test
    void aFaultWhileTryingWhatIsKnownHoldsNothingBack() {
        doThrow(new StoreException("full")).when(manageQuarantine).replayKnown(any(), any(), any());
        lane.replays().replayKnown();
        lane.attach(link);
        lane.offer(link, List.of(update("a")));
        executor.runAllOfIt();

        verify(link).reply(ACCOUNT, applied(received("a")));
    }

    private void replaying(Consumer<Consumer<ReplayedUpdate>> task) {
        doAnswer(call -> {
                    task.accept(call.getArgument(3));
                    return true;
                })
                .when(manageQuarantine)
                .replay(any(), any(), any(), any());
    }

    private static ReplayedUpdate replayed(String ref) {
        return new ReplayedUpdate.Applied(
                ACCOUNT, (ProcessedUpdate.Applied) applied(received(ref)).get(0));
    }
}
