package org.realtimeupdates.application.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener.MessageFault;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.ReadableCodec;
import org.realtimeupdates.application.testing.RecordedConnection;
import org.realtimeupdates.application.testing.Samples;
import org.realtimeupdates.application.testing.VirtualScheduler;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.CommandReply;
import org.realtimeupdates.domain.MessageType;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.Update;

/** Where the client takes each frame of a message. */
class LinkTest {

    private final ReadableCodec texts = new ReadableCodec();
    private final VirtualScheduler scheduler = new VirtualScheduler();
    private final RecordedConnection connection = new RecordedConnection();
    private final Link.Owner owner = mock();
    private final Map<AccountType, Lane> lanes = new EnumMap<>(AccountType.class);
    private final Map<AccountType, List<LaneItem>> offered = new EnumMap<>(AccountType.class);
    private final List<String> consumed = new ArrayList<>();
    private final Link link =
            new Link(connection, Subprotocol.V1, Instant.EPOCH, texts.codec(), scheduler.newSerialExecutor(), owner);

    @BeforeEach
    void isCurrent() {
        when(owner.isCurrent(link)).thenReturn(true);
        for (AccountType account : AccountType.values()) {
            Lane lane = mock();
            lanes.put(account, lane);
            when(owner.lane(account)).thenReturn(lane);
            doAnswer(call -> offered.computeIfAbsent(account, none -> new ArrayList<>())
                            .addAll(call.<List<LaneItem>>getArgument(1)))
                    .when(lane)
                    .offer(any(), any());
        }
    }

    @Test
    void updatesGoToTheLaneOfTheirAccountWithTheirText() {
        Update personal = Samples.update("a");
        Update business = Samples.update("b");

        receive(Samples.frame(AccountType.PERSONAL, personal), Samples.frame(AccountType.BUSINESS, business));

        assertThat(updates(AccountType.PERSONAL))
                .containsExactly(new ReceivedUpdate.WellFormed(personal, "update personal a"));
        assertThat(updates(AccountType.BUSINESS))
                .containsExactly(new ReceivedUpdate.WellFormed(business, "update business b"));
    }

    @Test
    void aMessageIsConsumedOnceBothAccountsAreDoneWithIt() {
        receive(
                Samples.frame(AccountType.PERSONAL, Samples.update("a")),
                Samples.frame(AccountType.BUSINESS, Samples.update("b")));
        assertThat(consumed).isEmpty();

        consumedMark(AccountType.BUSINESS).run();
        assertThat(consumed).isEmpty();
        consumedMark(AccountType.PERSONAL).run();
        assertThat(consumed).hasSize(1);
    }

    // RTU-35
    @Test
    void backlogAndCaughtUpKeepTheirPlaceAmongTheUpdates() {
        receive(
                new Decoded.Backlog(AccountType.PERSONAL, 1),
                Samples.frame(Samples.update("a")),
                new Decoded.CaughtUp(AccountType.PERSONAL),
                Samples.frame(Samples.update("b")));

        assertThat(items(AccountType.PERSONAL))
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly("BacklogStarted", "Update", "CaughtUp", "Update", "Consumed");
        verify(owner).backlog(link, AccountType.PERSONAL, 1);
    }

    // RTU-40
    @Test
    void theAnswerToACommandGoesToItsSenderAndTheMessageIsConsumed() {
        CommandReply answer = new CommandReply(new Ref("k"), CommandOutcome.processed());

        receive(Samples.frame(answer));

        verify(owner).answered(answer);
        assertThat(consumed).hasSize(1);
    }

    // RTU-31
    @Test
    void updatesDoNotOvertakeAMessageThatStillWaitsForTheControlExecutor() {
        link.received(texts.means("1", new Decoded.Backlog(AccountType.PERSONAL, 2)), () -> {});
        link.attached();
        link.received(texts.means("2", Samples.frame(Samples.update("a"))), () -> {});
        assertThat(offered).isEmpty();

        scheduler.runAll();
        link.received(texts.means("3", Samples.frame(Samples.update("b"))), () -> {});

        assertThat(items(AccountType.PERSONAL))
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly("BacklogStarted", "Consumed", "Update", "Consumed", "Update", "Consumed");
    }

    @Test
    void anUpdateThatCannotBeDealtWithEndsTheConnectionAsWell() {
        link.attached();
        when(owner.lane(AccountType.PERSONAL)).thenThrow(new IllegalStateException("a fault of our own"));

        receive(Samples.frame(Samples.update("a")));

        assertThat(connection.closeCodes()).containsExactly(1011);
    }

    @Test
    void aMessageThatCannotBeDealtWithEndsTheConnection() {
        when(owner.lane(AccountType.PERSONAL)).thenThrow(new IllegalStateException("a fault of our own"));

        receive(Samples.frame(Samples.update("a")));

        assertThat(connection.closeCodes()).containsExactly(1011);
        verify(owner).lost(link, new Disconnect.Closed(1011, "internal error"));
    }

    // RTU-5
    @Test
    void anUnknownControlCommandIsIgnored() {
        receive(Samples.frame(Command.of("dance")));

        assertThat(offered).isEmpty();
        assertThat(consumed).hasSize(1);
        assertThat(connection.closeCodes()).isEmpty();
    }

    // RTU-5
    @Test
    void theWrongDirectionClosesWith1008() {
        receive(new Decoded.WrongDirection(MessageType.REPLY));

        assertThat(connection.closeCodes()).containsExactly(CloseReason.POLICY_VIOLATION);
        verify(owner, times(1))
                .lost(link, new Disconnect.Closed(1008, "the server sent a message of the wrong direction"));
        assertThat(consumed).hasSize(1);
    }

    // RTU-3
    @Test
    void aMalformedUpdateGoesToTheLaneOfItsAccountAndTheConnectionGoesOn() {
        Decoded.PoisonUpdate known =
                new Decoded.PoisonUpdate(AccountType.BUSINESS, new Ref("r"), "message", List.of("m"));

        receive(new Decoded.Malformed("{…}", "silent is missing", Optional.of(known)));

        assertThat(updates(AccountType.BUSINESS))
                .containsExactly(new ReceivedUpdate.Malformed(Optional.of(known), "silent is missing", "{…}"));
        assertThat(connection.closeCodes()).isEmpty();
    }

    // RTU-3
    @Test
    void aFrameThatTellsNothingIsSetAsideWithoutARef() {
        receive(new Decoded.Malformed("%%%", "no JSON", Optional.empty()));

        assertThat(updates(AccountType.PERSONAL))
                .containsExactly(new ReceivedUpdate.Malformed(Optional.empty(), "no JSON", "%%%"));
    }

    // RTU-3, RTU-7
    @Test
    void ofAnUnreadableMessageIsKeptWhatCanBeToldOfIt() {
        texts.means(
                "spoiled",
                Samples.frame(AccountType.BUSINESS, Samples.update("r", "m")),
                new Decoded.CaughtUp(AccountType.BUSINESS));

        link.unreadable(MessageFault.WRONG_KIND, "spoiled", () -> consumed.add("spoiled"));
        scheduler.runAll();

        assertThat(updates(AccountType.BUSINESS))
                .containsExactly(new ReceivedUpdate.Malformed(
                        Optional.of(
                                new Decoded.PoisonUpdate(AccountType.BUSINESS, new Ref("r"), "message", List.of("m"))),
                        MessageFault.WRONG_KIND.reason(),
                        "update business r"));
        assertThat(updates(AccountType.PERSONAL))
                .containsExactly(
                        new ReceivedUpdate.Malformed(Optional.empty(), MessageFault.WRONG_KIND.reason(), "spoiled"));
        assertThat(connection.closeCodes()).isEmpty();
    }

    @Test
    void whatComesOverAnOlderConnectionIsConsumedAndIgnored() {
        when(owner.isCurrent(link)).thenReturn(false);

        receive(
                Samples.frame(Samples.update("a")),
                new Decoded.Backlog(AccountType.PERSONAL, 1),
                new Decoded.WrongDirection(MessageType.REPLY));

        assertThat(consumed).hasSize(1);
        assertThat(offered).isEmpty();
        assertThat(connection.closeCodes()).isEmpty();
        verify(owner, never()).backlog(any(), any(), anyInt());
    }

    @Test
    void whatIsCaughtUpWithIsTheOwnersToKnow() {
        link.caughtUp(AccountType.BUSINESS, true);
        scheduler.runAll();

        verify(owner).caughtUp(link, AccountType.BUSINESS, true);
    }

    @Test
    void beforeItsOpeningNothingHappensOnTheTransportsThread() {
        texts.means("m", Samples.frame(Samples.update("a")));
        link.received("m", () -> consumed.add("m"));
        link.closed(new Disconnect.Closed(1006, ""));

        verifyNoInteractions(owner);
    }

    private void receive(Decoded... frames) {
        link.received(texts.means("message", frames), () -> consumed.add("message"));
        scheduler.runAll();
    }

    private List<LaneItem> items(AccountType account) {
        return offered.getOrDefault(account, List.of());
    }

    private List<ReceivedUpdate> updates(AccountType account) {
        return items(account).stream()
                .filter(LaneItem.Update.class::isInstance)
                .map(item -> ((LaneItem.Update) item).update())
                .toList();
    }

    private Runnable consumedMark(AccountType account) {
        List<LaneItem> items = items(account);
        return ((LaneItem.Consumed) items.get(items.size() - 1)).callback();
    }
}
