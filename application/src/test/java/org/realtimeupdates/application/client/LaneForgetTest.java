package org.realtimeupdates.application.client;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.client.LaneSamples.ACCOUNT;
import static org.realtimeupdates.application.client.LaneSamples.DIALLED;
import static org.realtimeupdates.application.client.LaneSamples.applied;
import static org.realtimeupdates.application.client.LaneSamples.linkOf;
import static org.realtimeupdates.application.client.LaneSamples.received;
import static org.realtimeupdates.application.client.LaneSamples.update;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedStore;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;

/** RTU-36: when an app forgets refs. */
class LaneForgetTest {

    private final ManageUpdate manageUpdate = mock();
    private final Link link = linkOf(Subprotocol.V1);
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final VirtualExecutor executor = scheduler.newSerialExecutor();

    private final Lane lane = new Lane(
            ACCOUNT,
            LaneSamples.work(manageUpdate, mock(ManageQuarantine.class)),
            new ClientEvents(event -> {}, (account, notifications, omitted) -> {}),
            executor,
            new Backoff(mock(RandomGenerator.class), Duration.ofSeconds(1), Duration.ofSeconds(30)));

    @BeforeEach
    void allIsApplied() {
        when(manageUpdate.process(any(), any(), any())).thenAnswer(call -> applied(call.getArgument(1)));
    }

    // RTU-36
    @Test
    void onceCaughtUpRefsAreForgottenThatDidNotComeForSevenDaysBeforeTheDial() {
        attach(link);
        offer(link, update("a"));
        verify(manageUpdate, never()).forgetRefs(any(), any());

        offer(link, new LaneItem.CaughtUp());

        verify(manageUpdate, times(1)).forgetRefs(ACCOUNT, DIALLED.minus(Duration.ofDays(7)));
    }

    // RTU-36: an app may stand still between the dial and any later point.
    @Test
    void itIsTheConnectionThatHasCaughtUpThatCounts() {
        attach(link);
        lane.offer(link, List.of(new LaneItem.CaughtUp()));
        executor.runNext();
        executor.runNext();
        Link later = linkOf(Subprotocol.V1);
        when(later.dialledAt()).thenReturn(DIALLED.plus(Duration.ofDays(30)));
        attach(later);

        verify(manageUpdate, times(1)).forgetRefs(ACCOUNT, DIALLED.minus(Duration.ofDays(7)));
        verify(manageUpdate, times(1)).forgetRefs(any(), any());
    }

    @Test
    void forgettingWaitsBehindWhatCameMeanwhile() {
        attach(link);
        lane.offer(link, List.of(new LaneItem.CaughtUp(), update("a")));
        executor.runNext();
        executor.runNext();
        verify(manageUpdate, never()).forgetRefs(any(), any());

        executor.runAllOfIt();

        verify(manageUpdate).forgetRefs(any(), any());
        verify(link).reply(ACCOUNT, applied(received("a")));
    }

    // RTU-36: before, not all of it may have come again.
    @Test
    void withABareServerRefsAreForgottenAfterNinetyDaysAndAHealthyTime() {
        attach(linkOf(Subprotocol.BARE));
        scheduler.advance(ClientOptions.DEFAULT.healthyAfter().minusMillis(1));
        verify(manageUpdate, never()).forgetRefs(any(), any());

        scheduler.advance(Duration.ofMillis(1));

        verify(manageUpdate, times(1)).forgetRefs(ACCOUNT, DIALLED.minus(Duration.ofDays(90)));
    }

    // RTU-36
    @Test
    void aBareConnectionThatEndedBeforeForgetsNothing() {
        attach(linkOf(Subprotocol.BARE));
        lane.detach(() -> {});
        scheduler.advance(ClientOptions.DEFAULT.healthyAfter());

        verify(manageUpdate, never()).forgetRefs(any(), any());
    }

    // RTU-36
    @Test
    void aStoreAtFaultKeepsRefsAndChangesNothingElse() {
        doThrow(new StoreException("full")).when(manageUpdate).forgetRefs(any(), any());
        attach(link);
        offer(link, new LaneItem.CaughtUp());
        offer(link, update("a"));
        verify(link).caughtUp(ACCOUNT, false);
        verify(link).reply(ACCOUNT, applied(received("a")));

        Link bare = linkOf(Subprotocol.BARE);
        attach(bare);
        offer(bare, update("b"));
        verify(bare).reply(ACCOUNT, applied(received("b")));
    }

    // RTU-36
    @Test
    void forgettingIsTheStoresMatter() {
        MockedStore store = new MockedStore();
        ManageUpdate real = new ManageUpdate(
                UpdateActions.builder().build(), store.applied(), store.attempts(), mock(), mock(), mock());

        real.forgetRefs(ACCOUNT, DIALLED);

        verify(store.applied()).forget(ACCOUNT, DIALLED);
    }

    private void attach(Link opened) {
        lane.attach(opened);
        executor.runAllOfIt();
    }

    private void offer(Link from, LaneItem item) {
        lane.offer(from, List.of(item));
        executor.runAllOfIt();
    }
}
