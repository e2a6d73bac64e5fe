package org.realtimeupdates.application.client;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.realtimeupdates.application.client.LaneSamples.ACCOUNT;
import static org.realtimeupdates.application.client.LaneSamples.applied;
import static org.realtimeupdates.application.client.LaneSamples.linkOf;
import static org.realtimeupdates.application.client.LaneSamples.received;
import static org.realtimeupdates.application.client.LaneSamples.update;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    private static final Instant OPENED = Instant.parse("2026-03-01T12:00:00Z");

    private final ManageUpdate manageUpdate = mock();
    private final InstantSource clock = mock();
    private final Link link = linkOf(Subprotocol.V1);
    private final VirtualExecutor executor = new VirtualScheduler().newSerialExecutor();

    private final Lane lane = new Lane(
            ACCOUNT,
            LaneSamples.work(manageUpdate, mock(ManageQuarantine.class), clock),
            new ClientEvents(event -> {}, (account, notifications, omitted) -> {}),
            executor,
            new Backoff(mock(RandomGenerator.class), Duration.ofSeconds(1), Duration.ofSeconds(30)));

    @BeforeEach
    void allIsApplied() {
        when(clock.instant()).thenReturn(OPENED);
        when(manageUpdate.process(any(), any(), any())).thenAnswer(call -> applied(call.getArgument(1)));
    }

    // RTU-36
    @Test
    void onceCaughtUpRefsAreForgottenThatDidNotComeForSevenDays() {
        attach(link);
        offer(link, update("a"));
        verify(manageUpdate, never()).forgetRefs(any(), any());

        offer(link, new LaneItem.CaughtUp());

        verify(manageUpdate, times(1)).forgetRefs(ACCOUNT, OPENED.minus(Duration.ofDays(7)));
    }

    // RTU-36: the clock may have been set while connected, and a connection may catch up late.
    @Test
    void refsThatCameOnThisConnectionAreKeptWhateverTheClockSays() {
        attach(link);
        when(clock.instant()).thenReturn(OPENED.plus(Duration.ofDays(30)));
        offer(link, new LaneItem.CaughtUp());

        verify(manageUpdate).forgetRefs(ACCOUNT, OPENED);
    }

    // RTU-36
    @Test
    void itIsTheConnectionThatHasCaughtUpThatCounts() {
        attach(link);
        lane.offer(link, List.of(new LaneItem.CaughtUp()));
        executor.runNext();
        Instant later = OPENED.plus(Duration.ofDays(30));
        when(clock.instant()).thenReturn(later);
        executor.runNext();
        attach(linkOf(Subprotocol.V1));

        verify(manageUpdate, times(1)).forgetRefs(ACCOUNT, OPENED);
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

    // RTU-36
    @Test
    void withABareServerRefsAreForgottenAfterNinetyDays() {
        attach(linkOf(Subprotocol.BARE));

        verify(manageUpdate, times(1)).forgetRefs(ACCOUNT, OPENED.minus(Duration.ofDays(90)));
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
                UpdateActions.builder().build(), store.applied(), store.attempts(), mock(), mock(), clock);

        real.forgetRefs(ACCOUNT, OPENED);

        verify(store.applied()).forget(ACCOUNT, OPENED);
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
