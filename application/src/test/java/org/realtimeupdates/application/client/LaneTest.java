package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
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
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.realtimeupdates.application.client.ProcessedUpdate.AlreadyProcessed;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.Notifier;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.application.testing.VirtualScheduler.VirtualExecutor;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateOutcome;

/** One account's updates on their way to {@link ManageUpdate}. */
class LaneTest {

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

    @Test
    void allThatIsThereIsOneBatch() {
        lane.offer(link, List.of(update("a")));
        lane.offer(link, List.of(update("b")));
        executor.runAllOfIt();

        verify(manageUpdate).process(ACCOUNT, received("a", "b"), work.commands());
        verify(manageUpdate, times(1)).process(any(), any(), any());
    }

    // RTU-21: the next batch gathers while the previous one commits.
    @Test
    void aBatchFormsWhileTheOneBeforeIsCommitted() {
        when(manageUpdate.process(ACCOUNT, received("a"), work.commands())).thenAnswer(call -> {
            lane.offer(link, List.of(update("b")));
            lane.offer(link, List.of(update("c")));
            return applied(call.getArgument(1));
        });

        lane.offer(link, List.of(update("a")));
        executor.runAllOfIt();

        verify(manageUpdate).process(ACCOUNT, received("a"), work.commands());
        verify(manageUpdate).process(ACCOUNT, received("b", "c"), work.commands());
    }

    @Test
    void aBatchIsBounded() {
        lane.offer(link, List.of(update("a"), update("b"), update("c"), update("d")));
        executor.runAllOfIt();

        InOrder inOrder = inOrder(manageUpdate);
        inOrder.verify(manageUpdate).process(ACCOUNT, received("a", "b", "c"), work.commands());
        inOrder.verify(manageUpdate).process(ACCOUNT, received("d"), work.commands());
    }

    // RTU-21, RTU-35
    @Test
    void theReplyFollowsTheCommitAndTheNotifierTheReply() {
        when(link.subprotocol()).thenReturn(Subprotocol.BARE);
        lane.attach(link);
        lane.offer(link, List.of(update("a")));
        executor.runAllOfIt();

        InOrder inOrder = inOrder(manageUpdate, link, events, notifier);
        inOrder.verify(manageUpdate).process(ACCOUNT, received("a"), work.commands());
        inOrder.verify(link).reply(ACCOUNT, applied(received("a")));
        inOrder.verify(events).on(appliedEvent("a", false));
        inOrder.verify(notifier).notify(ACCOUNT, List.of(notification("a")), 0);
    }

    @Test
    void aMessageIsConsumedOnceItsUpdatesAreProcessed() {
        doAnswer(call -> {
                    assertThat(consumed).isEmpty();
                    return applied(call.getArgument(1));
                })
                .when(manageUpdate)
                .process(any(), any(), any());

        lane.offer(link, List.of(update("a"), consumed("1"), update("b"), consumed("2")));
        executor.runAllOfIt();

        assertThat(consumed).containsExactly("1", "2");
    }

    @Test
    void aMessageIsConsumedAlsoWhenAFullBatchEndsBeforeItsMark() {
        lane.offer(link, List.of(update("a"), update("b"), update("c"), consumed("1")));
        executor.runAllOfIt();

        assertThat(consumed).containsExactly("1");
    }

    // RTU-32
    @Test
    void itemsOfAnOlderConnectionAreIgnoredAndConsumed() {
        lane.attach(linkOf(Subprotocol.V1));
        lane.offer(link, List.of(update("old"), consumed("1")));
        executor.runAllOfIt();

        verify(manageUpdate, never()).process(any(), any(), any());
        assertThat(consumed).containsExactly("1");
    }

    // RTU-58
    @Test
    void afterItsDetachingNothingIsBegunAndEverythingIsConsumed() {
        when(manageUpdate.process(ACCOUNT, received("a", "b", "c"), work.commands()))
                .thenAnswer(call -> {
                    lane.detach(() -> consumed.add("detached"));
                    return applied(call.getArgument(1));
                });

        lane.offer(link, List.of(update("a"), update("b"), update("c"), update("d"), consumed("1")));
        lane.offer(link, List.of(consumed("2")));
        scheduler.runAll();

        verify(manageUpdate, times(1)).process(any(), any(), any());
        verify(link).reply(ACCOUNT, applied(received("a", "b", "c")));
        assertThat(consumed).containsExactly("1", "2", "detached");
    }

    // RTU-35
    @Test
    void aBacklogIsToldOfInTheOrderOfTheWireAndItsNotificationsAreShownAtItsEnd() {
        lane.offer(
                link,
                List.of(
                        new LaneItem.BacklogStarted(2),
                        update("a"),
                        update("b"),
                        new LaneItem.CaughtUp(),
                        update("c"),
                        consumed("1")));
        executor.runAllOfIt();

        InOrder inOrder = inOrder(events, notifier, link);
        inOrder.verify(events).on(new ClientEvent.BacklogStarted(ACCOUNT, 2));
        inOrder.verify(events).on(appliedEvent("a", true));
        inOrder.verify(events).on(appliedEvent("b", true));
        inOrder.verify(notifier).notify(ACCOUNT, List.of(notification("a"), notification("b")), 0);
        inOrder.verify(events).on(new ClientEvent.CaughtUp(ACCOUNT));
        inOrder.verify(link).caughtUp(ACCOUNT, true);
        inOrder.verify(events).on(appliedEvent("c", false));
        inOrder.verify(notifier).notify(ACCOUNT, List.of(notification("c")), 0);
        assertThat(consumed).containsExactly("1");
    }

    // RTU-57
    @Test
    void caughtUpWithoutAnUpdateAppliedOnThisConnectionIsToldSo() {
        doReturn(List.of(new AlreadyProcessed(new Ref("a"), UpdateOutcome.PROCESSED)))
                .when(manageUpdate)
                .process(any(), any(), any());
        lane.offer(link, List.of(update("a"), new LaneItem.CaughtUp()));
        executor.runAllOfIt();

        verify(link).caughtUp(ACCOUNT, false);
        verify(link, never()).caughtUp(any(), eq(true));
    }

    @Test
    void whatWasAppliedOnAnEarlierConnectionDoesNotCountForTheNext() {
        lane.offer(link, List.of(update("a")));
        executor.runAllOfIt();
        Link next = linkOf(Subprotocol.V1);
        lane.detach(() -> {});
        lane.attach(next);
        lane.offer(next, List.of(new LaneItem.CaughtUp()));
        executor.runAllOfIt();

        verify(next).caughtUp(ACCOUNT, false);
        verify(link, never()).caughtUp(any(), anyBoolean());
    }

    // RTU-13
    @Test
    void aSilentUpdateIsAppliedAndShowsNothing() {
        Update silent = Samples.silent("a");
        when(link.subprotocol()).thenReturn(Subprotocol.BARE);
        lane.attach(link);
        lane.offer(link, List.of(new LaneItem.Update(new ReceivedUpdate.WellFormed(silent, "text of a"))));
        executor.runAllOfIt();

        verify(events)
                .on(new ClientEvent.Applied(
                        ACCOUNT, new Ref("a"), Action.NEW, "message", List.of("id-of-a"), true, false));
        verifyNoInteractions(notifier);
    }

    // RTU-22
    @Test
    void anUpdateThatCameAgainIsRepliedAgainAndShowsNothing() {
        List<ProcessedUpdate> again = List.of(new AlreadyProcessed(new Ref("a"), UpdateOutcome.QUARANTINED));
        doReturn(again).when(manageUpdate).process(any(), any(), any());
        when(link.subprotocol()).thenReturn(Subprotocol.BARE);
        lane.attach(link);
        lane.offer(link, List.of(update("a")));
        executor.runAllOfIt();

        verify(link).reply(ACCOUNT, again);
        verify(events).on(new ClientEvent.AlreadyProcessed(ACCOUNT, new Ref("a")));
        verifyNoInteractions(notifier);
    }

    @Test
    void listenersThatFailChangeNothing() {
        doThrow(new IllegalStateException("no")).when(events).on(any());
        lane.offer(link, List.of(update("a"), consumed("1"), new LaneItem.CaughtUp()));
        executor.runAllOfIt();

        verify(link).reply(ACCOUNT, applied(received("a")));
        verify(link).caughtUp(ACCOUNT, true);
        assertThat(consumed).containsExactly("1");
    }

    private LaneItem consumed(String name) {
        return new LaneItem.Consumed(() -> consumed.add(name));
    }
}
