package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.client.LaneSamples.ACCOUNT;
import static org.realtimeupdates.application.client.LaneSamples.applied;
import static org.realtimeupdates.application.client.LaneSamples.linkOf;
import static org.realtimeupdates.application.client.LaneSamples.received;
import static org.realtimeupdates.application.client.LaneSamples.update;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.client.ProcessedUpdate.SetAside;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;
import org.realtimeupdates.domain.Ref;

/** RTU-33: while the store is at fault, an account waits and nothing of it is lost or replied. */
class LaneStoreFaultTest {

    private final ManageUpdate manageUpdate = mock();
    private final ManageQuarantine manageQuarantine = mock();
    private final ClientEventListener events = mock();
    private final Notifier notifier = mock();
    private final RandomGenerator random = mock();
    private final Link link = linkOf(Subprotocol.V1);
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final VirtualExecutor executor = scheduler.newSerialExecutor();
    private final List<String> consumed = new ArrayList<>();

    private final LaneWork work = LaneSamples.work(manageUpdate, manageQuarantine);

    private final Lane lane = new Lane(
            ACCOUNT,
            work,
            new ClientEvents(events, notifier),
            executor,
            new Backoff(random, Duration.ofSeconds(1), Duration.ofSeconds(30)));

    @BeforeEach
    void allIsApplied() {
        when(manageUpdate.process(any(), any(), any())).thenAnswer(call -> applied(call.getArgument(1)));
        when(random.nextLong(anyLong())).thenAnswer(call -> call.<Long>getArgument(0) - 1);
        lane.attach(link);
    }

    // RTU-40
    @Test
    void followUpCommandsOfACommitWithoutACertainOutcomeAreSentAtOnce() {
        doThrow(new StoreException("may have committed"))
                .doAnswer(call -> applied(call.getArgument(1)))
                .when(manageUpdate)
                .process(any(), any(), any());

        lane.offer(link, List.of(update("a"), consumed("1")));
        scheduler.runAll();

        verify(work.commands()).sendKept();
    }

    // RTU-33
    @Test
    void whileTheStoreIsAtFaultNothingIsRepliedAndTheSameUpdatesAreTriedAgainWithBackoff() {
        doThrow(new StoreException("disk full"))
                .doThrow(new StoreException("disk full"))
                .doAnswer(call -> applied(call.getArgument(1)))
                .when(manageUpdate)
                .process(any(), any(), any());

        lane.offer(link, List.of(update("a"), consumed("1")));
        scheduler.runAll();
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(1));
        scheduler.advanceToNextTimer();
        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(2));
        verify(link, never()).reply(any(), any());
        verifyNoInteractions(notifier);
        assertThat(consumed).isEmpty();

        scheduler.advanceToNextTimer();

        verify(manageUpdate, times(3)).process(ACCOUNT, received("a"), work.commands());
        verify(events, times(2)).on(new ClientEvent.StoreFailed(ACCOUNT, "disk full"));
        verify(link, times(1)).reply(ACCOUNT, applied(received("a")));
        assertThat(consumed).containsExactly("1");
        assertThat(scheduler.hasTimers()).isFalse();
    }

    @Test
    void whatComesWhileTheStoreIsAtFaultWaitsBehind() {
        doThrow(new StoreException("disk full"))
                .doAnswer(call -> applied(call.getArgument(1)))
                .when(manageUpdate)
                .process(any(), any(), any());

        lane.offer(link, List.of(update("a"), update("b")));
        scheduler.runAll();
        lane.offer(link, List.of(update("c")));
        scheduler.runAll();
        verify(manageUpdate, times(1)).process(any(), any(), any());

        scheduler.advanceToNextTimer();

        verify(manageUpdate).process(ACCOUNT, received("a", "b", "c"), work.commands());
    }

    @Test
    void aStoreThatWorksAgainBeginsWithTheShortestDelayNextTime() {
        doThrow(new StoreException("full"))
                .doThrow(new StoreException("full"))
                .doAnswer(call -> applied(call.getArgument(1)))
                .doThrow(new StoreException("full"))
                .when(manageUpdate)
                .process(any(), any(), any());

        lane.offer(link, List.of(update("a")));
        scheduler.runAll();
        scheduler.advanceToNextTimer();
        scheduler.advanceToNextTimer();
        lane.offer(link, List.of(update("b")));
        scheduler.runAll();

        assertThat(scheduler.nextDelay()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aStoreAtFaultIsNotTriedAgainAfterDetaching() {
        doThrow(new StoreException("full")).when(manageUpdate).process(any(), any(), any());
        lane.offer(link, List.of(update("a"), consumed("1")));
        scheduler.runAll();

        lane.detach(() -> {});
        scheduler.advance(Duration.ofMinutes(1));

        verify(manageUpdate, times(1)).process(any(), any(), any());
        assertThat(consumed).containsExactly("1");
    }

    @Test
    void anUpdateSetAsideIsTold() {
        QuarantinedUpdate aside = new QuarantinedUpdate(
                Optional.of(ACCOUNT),
                Optional.of(new Ref("a")),
                "message",
                List.of(),
                QuarantinedUpdate.Cause.FAILED,
                "no",
                5,
                Instant.EPOCH,
                "text of a");
        doReturn(List.of(new SetAside(aside))).when(manageUpdate).process(any(), any(), any());
        lane.offer(link, List.of(update("a")));
        scheduler.runAll();

        verify(events).on(new ClientEvent.Quarantined(aside));
    }

    @Test
    void aFaultThatIsNotTheStoresEndsTheConnection() {
        IllegalStateException fault = new IllegalStateException("a fault of our own");
        doThrow(fault).when(link).reply(any(), any());
        lane.offer(link, List.of(update("a")));
        scheduler.runAll();

        verify(link).failed(fault);
    }

    private LaneItem consumed(String name) {
        return new LaneItem.Consumed(() -> consumed.add(name));
    }
}
