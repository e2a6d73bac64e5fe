package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimeupdates.domain.AccountType.BUSINESS;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;

/** What every {@link PendingUpdates} does, together with the devices it knows. */
public abstract class PendingUpdatesContract extends PendingUpdatesTransactionRules {

    /** For the leaf. */
    protected PendingUpdatesContract() {}

    @Test
    @DisplayName("RTU-31: updates wait in the order they were published")
    void updatesWaitInTheOrderTheyWerePublished() {
        devices.register(PHONE);
        append(forAnna("z"), forAnna("a"));
        append(forAnna("m"));

        assertThat(refs(PHONE_PERSONAL)).containsExactly("z", "a", "m");
        assertThat(readAll(PHONE_PERSONAL))
                .extracting(PendingUpdate::frame)
                .containsExactly(frame("z"), frame("a"), frame("m"));
        assertThat(readAll(PHONE_PERSONAL)).noneMatch(PendingUpdate::reset);
        assertThat(readAll(PHONE_PERSONAL))
                .extracting(PendingUpdate::position)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(position -> position > PendingUpdates.START);
    }

    @Test
    @DisplayName("RTU-30: an update for a user waits for each known device")
    void anUpdateForAUserWaitsForEachKnownDevice() {
        devices.register(PHONE);
        devices.register(TABLET);
        devices.register(BERT);

        assertThat(pending.append(List.of(forAnna("a"), forDevice(TABLET, "b"))))
                .containsExactly(Set.of(PHONE, TABLET), Set.of(TABLET));

        assertThat(refs(PHONE_PERSONAL)).containsExactly("a");
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a", "b");
        assertThat(refs(BERT_PERSONAL)).isEmpty();
        assertThat(refs(PHONE_BUSINESS)).isEmpty();
    }

    @Test
    @DisplayName("RTU-30: a named device that never connected is created")
    void aNamedDeviceThatNeverConnectedIsCreated() {
        devices.register(PHONE);

        assertThat(pending.append(List.of(forDevice(TABLET, "a"), forAnna("b"))))
                .containsExactly(Set.of(TABLET), Set.of(PHONE, TABLET));

        assertThat(devices.known("anna")).containsExactlyInAnyOrder(PHONE, TABLET);
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a", "b");
    }

    @Test
    @DisplayName("RTU-30: a user without known devices gives zero devices and no error")
    void aUserWithoutKnownDevicesGivesZeroDevices() {
        assertThat(pending.append(List.of(forAnna("a")))).containsExactly(Set.of());
        assertThat(pending.append(List.of())).isEmpty();
        assertThat(devices.known("anna")).isEmpty();
    }

    @Test
    @DisplayName("RTU-30: a device registered later gets only later updates")
    void aDeviceRegisteredLaterGetsOnlyLaterUpdates() {
        devices.register(PHONE);
        append(forAnna("before"));
        devices.register(TABLET);
        append(forAnna("after"));

        assertThat(refs(TABLET_PERSONAL)).containsExactly("after");
        assertThat(refs(PHONE_PERSONAL)).containsExactly("before", "after");
    }

    @Test
    @DisplayName("RTU-31: a page begins after a position and has so many updates at most")
    void aPageBeginsAfterAPosition() {
        devices.register(PHONE);
        appendRange(0, 10);
        List<PendingUpdate> all = readAll(PHONE_PERSONAL);

        for (int from = 0; from <= 10; from++) {
            long position = from == 0 ? PendingUpdates.START : all.get(from - 1).position();
            assertThat(pending.readAfter(PHONE_PERSONAL, position, 3, Integer.MAX_VALUE))
                    .isEqualTo(all.subList(from, Math.min(from + 3, 10)));
        }
        remove(PHONE_PERSONAL, "ref4");
        assertThat(pending.readAfter(PHONE_PERSONAL, all.get(4).position(), 2, Integer.MAX_VALUE))
                .isEqualTo(all.subList(5, 7));
    }

    @Test
    @DisplayName("RTU-34: a page has so many bytes at most, its first update whatever that one's size")
    void aPageHasSoManyBytesAtMost() {
        devices.register(PHONE);
        append(forAnna("a", "x".repeat(600)), forAnna("b", "x".repeat(300)), forAnna("c", "x".repeat(300)));
        long first = readAll(PHONE_PERSONAL).get(0).position();

        assertThat(pending.readAfter(PHONE_PERSONAL, PendingUpdates.START, 10, 1))
                .hasSize(1);
        assertThat(pending.readAfter(PHONE_PERSONAL, PendingUpdates.START, 10, 700))
                .hasSize(1);
        assertThat(pending.readAfter(PHONE_PERSONAL, PendingUpdates.START, 10, 1000))
                .hasSize(2);
        assertThat(pending.readAfter(PHONE_PERSONAL, PendingUpdates.START, 10, 5000))
                .hasSize(3);
        assertThat(pending.readAfter(PHONE_PERSONAL, first, 10, 450)).hasSize(1);
    }

    @Test
    @DisplayName("RTU-23: replied updates are dropped, other refs are passed over")
    void repliedUpdatesAreDropped() {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"), forAnna("c"));

        assertThat(remove(PHONE_PERSONAL, "c", "unknown", "a", "a")).isEqualTo(2);
        assertThat(remove(PHONE_PERSONAL, "a", "c")).isZero();
        assertThat(remove(PHONE_PERSONAL)).isZero();
        assertThat(refs(PHONE_PERSONAL)).containsExactly("b");

        assertThat(remove(PHONE_PERSONAL, "b", "b")).isEqualTo(1);
        assertThat(refs(PHONE_PERSONAL)).isEmpty();
    }

    @Test
    @DisplayName("RTU-23: what was not sent yet is not dropped")
    void whatWasNotSentYetIsNotDropped() {
        devices.register(PHONE);
        append(forAnna("a"), forAnna("b"), forAnna("c"));
        long sent = readAll(PHONE_PERSONAL).get(1).position();
        List<Ref> refs = List.of(new Ref("a"), new Ref("b"), new Ref("c"));

        assertThat(pending.remove(PHONE_PERSONAL, refs, PendingUpdates.START)).isZero();
        assertThat(pending.remove(PHONE_PERSONAL, refs, sent)).isEqualTo(2);

        assertThat(refs(PHONE_PERSONAL)).containsExactly("c");
    }

    @Test
    @DisplayName("RTU-23: a reply drops nothing of another device, account or user")
    void aReplyDropsNothingOfAnotherMailbox() {
        devices.register(PHONE);
        devices.register(TABLET);
        append(
                forAnna("a"),
                forDevice(BERT, "a"),
                new NewPendingUpdate(Recipient.user("anna"), BUSINESS, new Ref("a"), "frame"));

        assertThat(remove(PHONE_PERSONAL, "a")).isEqualTo(1);

        assertThat(refs(PHONE_PERSONAL)).isEmpty();
        assertThat(refs(TABLET_PERSONAL)).containsExactly("a");
        assertThat(refs(PHONE_BUSINESS)).containsExactly("a");
        assertThat(refs(BERT_PERSONAL)).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-35: the backlog counts what waits and names the last position")
    void theBacklogCountsWhatWaits() {
        assertThat(pending.backlog(PHONE_PERSONAL)).isEqualTo(new Backlog(0, PendingUpdates.START));
        devices.register(PHONE);
        appendRange(0, 3);
        List<PendingUpdate> all = readAll(PHONE_PERSONAL);

        assertThat(pending.backlog(PHONE_PERSONAL))
                .isEqualTo(new Backlog(3, all.get(2).position()));
        remove(PHONE_PERSONAL, "ref2");
        assertThat(pending.backlog(PHONE_PERSONAL))
                .isEqualTo(new Backlog(2, all.get(1).position()));
        remove(PHONE_PERSONAL, "ref0", "ref1");
        assertThat(pending.backlog(PHONE_PERSONAL)).isEqualTo(new Backlog(0, PendingUpdates.START));
    }

    @Test
    void aPositionIsNeverUsedAgain() {
        devices.register(PHONE);
        append(forAnna("a"));
        long first = readAll(PHONE_PERSONAL).get(0).position();
        remove(PHONE_PERSONAL, "a");
        append(forAnna("b"));

        assertThat(readAll(PHONE_PERSONAL).get(0).position()).isGreaterThan(first);
    }
}
