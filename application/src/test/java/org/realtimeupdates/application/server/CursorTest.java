package org.realtimeupdates.application.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.MockedPendingUpdates;
import org.realtimeupdates.application.wire.FrameBatch;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Ref;

/** The one path of updates to a connection. */
class CursorTest {

    private static final Mailbox MAILBOX = new Mailbox(new Device("ann", "phone"), AccountType.PERSONAL);
    private static final String CAUGHT_UP =
            "{\"account\":\"personal\",\"type\":\"command\",\"payload\":{\"name\":\"caughtUp\",\"arguments\":{}}}";

    private final MockedPendingUpdates store = new MockedPendingUpdates();
    private int window = 256;

    // RTU-31, RTU-35
    @Test
    void theBacklogGoesOutInItsOrderAndCaughtUpRightAfterIt() {
        store.add(MAILBOX, "a", "b", "c");
        Cursor cursor = cursor(Subprotocol.V1);
        store.add(MAILBOX, "later");

        assertThat(fill(cursor)).containsExactly("a", "b", "c", CAUGHT_UP, "later");
        assertThat(fill(cursor)).isEmpty();
    }

    // RTU-35
    @Test
    void caughtUpComesAtOnceWhereNothingWaits() {
        Cursor cursor = cursor(Subprotocol.V1);
        store.add(MAILBOX, "later");

        assertThat(fill(cursor)).containsExactly(CAUGHT_UP, "later");
    }

    // RTU-35
    @Test
    void caughtUpKeepsItsPlaceWhereTheMessageIsFull() {
        store.add(MAILBOX, "a", "b");
        Cursor cursor = cursor(Subprotocol.V1);
        store.add(MAILBOX, "later");

        assertThat(fill(cursor, 1)).containsExactly("a");
        assertThat(fill(cursor, 1)).containsExactly("b");
        assertThat(fill(cursor, 1)).containsExactly(CAUGHT_UP);
        assertThat(fill(cursor, 1)).containsExactly("later");
    }

    // RTU-35
    @Test
    void caughtUpIsSaidOnce() {
        Cursor cursor = cursor(Subprotocol.V1);
        fill(cursor);
        store.add(MAILBOX, "a");
        cursor.wake();

        assertThat(fill(cursor)).containsExactly("a");
    }

    // RTU-35
    @Test
    void updatesThatWereLetGoMeanwhileCountAsSent() {
        store.add(MAILBOX, "a", "b", "c");
        Cursor cursor = cursor(Subprotocol.V1);
        store.letGo(MAILBOX, "c");

        assertThat(fill(cursor)).containsExactly("a", "b", CAUGHT_UP);
    }

    // RTU-15, RTU-35
    @Test
    void whereAllWasLetGoTheResetComesAfterCaughtUp() {
        store.add(MAILBOX, "a", "b");
        Cursor cursor = cursor(Subprotocol.V1);
        store.letGo(MAILBOX, "a");
        store.letGo(MAILBOX, "b");
        store.addReset(MAILBOX, "reset");

        assertThat(fill(cursor)).containsExactly(CAUGHT_UP, "reset");
    }

    // RTU-34
    @Test
    void noMoreUpdatesAreUnrepliedThanTheWindowAllows() {
        window = 2;
        store.add(MAILBOX, "a", "b", "c", "d");
        Cursor cursor = cursor(Subprotocol.V1);

        assertThat(fill(cursor)).containsExactly("a", "b");
        assertThat(fill(cursor)).isEmpty();

        cursor.replied(refs("a"));
        assertThat(fill(cursor)).containsExactly("c");
        cursor.replied(refs("a", "unknown"));
        assertThat(fill(cursor)).isEmpty();
        cursor.replied(refs("b", "c"));
        assertThat(fill(cursor)).containsExactly("d", CAUGHT_UP);
    }

    // RTU-35: no update, so it needs no place in the window.
    @Test
    void caughtUpGoesOutAlsoThroughAFullWindow() {
        window = 2;
        store.add(MAILBOX, "a", "b");
        Cursor cursor = cursor(Subprotocol.V1);
        store.add(MAILBOX, "later");

        assertThat(fill(cursor)).containsExactly("a", "b", CAUGHT_UP);
    }

    // RTU-34
    @Test
    void neverMoreIsReadThanTheWindowHasRoomFor() {
        window = 3;
        store.add(MAILBOX, "a", "b", "c", "d");
        Cursor cursor = cursor(Subprotocol.V1);
        fill(cursor);
        cursor.replied(refs("a", "b"));
        fill(cursor);

        verify(store.pending()).readAfter(eq(MAILBOX), eq(0L), eq(3), anyInt());
        verify(store.pending()).readAfter(eq(MAILBOX), eq(3L), eq(2), anyInt());
    }

    @Test
    void atTheTailTheStoreIsAskedOnlyAfterABell() {
        Cursor cursor = cursor(Subprotocol.V1);
        fill(cursor);
        fill(cursor);
        fill(cursor);
        verify(store.pending(), times(1)).readAfter(any(), anyLong(), anyInt(), anyInt());

        store.add(MAILBOX, "a");
        cursor.wake();

        assertThat(fill(cursor)).containsExactly("a");
    }

    @Test
    void aFullMessageReadsNothing() {
        store.add(MAILBOX, "a");
        Cursor cursor = cursor(Subprotocol.V1);

        assertThat(fill(cursor, 0)).isEmpty();
        verify(store.pending(), never()).readAfter(any(), anyLong(), anyInt(), anyInt());
    }

    // RTU-15, RTU-32
    @Test
    void aBarePeerGetsNoCaughtUpAndNoReset() {
        store.add(MAILBOX, "a");
        store.addReset(MAILBOX, "reset");
        store.add(MAILBOX, "b");
        Cursor cursor = cursor(Subprotocol.BARE);

        assertThat(fill(cursor)).containsExactly("a", "b");
        assertThat(store.waiting(MAILBOX)).contains("reset");
    }

    // RTU-15
    @Test
    void aV1PeerGetsTheReset() {
        store.addReset(MAILBOX, "reset");
        store.add(MAILBOX, "a");

        assertThat(fill(cursor(Subprotocol.V1_BINARY))).containsExactly("reset", "a", CAUGHT_UP);
    }

    // RTU-23
    @Test
    void itKnowsUpToWhereItHasSent() {
        window = 2;
        store.add(MAILBOX, "a", "b", "c");
        Cursor cursor = cursor(Subprotocol.V1);
        assertThat(cursor.sent()).isZero();

        fill(cursor, 1);
        assertThat(cursor.sent()).isEqualTo(1);
        fill(cursor);
        assertThat(cursor.sent()).isEqualTo(2);
    }

    // RTU-32
    @Test
    void theNextConnectionBeginsWithTheOldestThatWaits() {
        store.add(MAILBOX, "a", "b");
        fill(cursor(Subprotocol.V1));

        assertThat(fill(cursor(Subprotocol.V1))).containsExactly("a", "b", CAUGHT_UP);
    }

    private Cursor cursor(Subprotocol subprotocol) {
        return new Cursor(
                MAILBOX,
                store.pending(),
                ServerOptions.DEFAULT.withWindow(window),
                subprotocol,
                store.backlog(MAILBOX),
                new DeliveryReport(MAILBOX, 1, PendingUpdates.START, event -> {}));
    }

    private static List<String> fill(Cursor cursor) {
        return fill(cursor, Integer.MAX_VALUE);
    }

    /** What the cursor puts into a message that has room for so many frames. */
    private static List<String> fill(Cursor cursor, int room) {
        List<String> frames = new ArrayList<>();
        FrameBatch batch = mock();
        when(batch.isFull()).thenAnswer(call -> frames.size() >= room);
        when(batch.add(any())).thenAnswer(call -> frames.size() < room && frames.add(call.getArgument(0)));
        cursor.fill(batch);
        return frames;
    }

    private static List<Ref> refs(String... values) {
        return Stream.of(values).map(Ref::new).toList();
    }
}
