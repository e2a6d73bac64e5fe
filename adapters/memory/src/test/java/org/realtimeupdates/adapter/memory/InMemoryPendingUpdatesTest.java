package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

class InMemoryPendingUpdatesTest {

    private static final Mailbox PHONE = new Mailbox(new Device("u", "phone"), AccountType.PERSONAL);
    private static final Mailbox TABLET = new Mailbox(new Device("u", "tablet"), AccountType.PERSONAL);
    private static final Mailbox WATCH = new Mailbox(new Device("u", "watch"), AccountType.PERSONAL);

    private final ManualClock clock = new ManualClock();
    private final InMemoryDevices devices = new InMemoryDevices(clock);
    private int resets;

    @Test
    void theTextIsStoredOnceForAllDevices() {
        PendingUpdates pending = newPendingUpdates();
        devices.register(PHONE.device());
        devices.register(TABLET.device());
        String frame = "frame";
        pending.append(List.of(update("a", frame)));

        assertThat(read(pending, PHONE).get(0).frame()).isSameAs(frame);
        assertThat(read(pending, TABLET).get(0).frame()).isSameAs(frame);
    }

    @Test
    @DisplayName("RTU-15: updates that wait too long are let go when their mailbox is read, counted or appended to")
    void updatesThatWaitTooLongAreLetGoWhenTheirMailboxIsUsed() {
        PendingUpdates pending = newPendingUpdates();
        for (Mailbox mailbox : List.of(PHONE, TABLET, WATCH)) {
            pending.append(List.of(new NewPendingUpdate(
                    Recipient.device("u", mailbox.device().id()), AccountType.PERSONAL, new Ref("old"), "frame")));
        }
        clock.advance(PendingLimits.DEFAULT.maxAge());

        assertThat(read(pending, PHONE)).singleElement().matches(PendingUpdate::reset);
        assertThat(pending.backlog(TABLET).count()).isEqualTo(1);
        pending.append(List.of(update("new", "frame")));
        assertThat(read(pending, WATCH)).hasSize(2).first().matches(PendingUpdate::reset);
        assertThat(resets).isEqualTo(3);
    }

    @Test
    @DisplayName("RTU-15: an update as large as the mailbox goes in behind the one that says so")
    void anUpdateAsLargeAsTheMailboxGoesIn() {
        PendingLimits limits = PendingLimits.DEFAULT;
        PendingUpdates pending = new InMemoryPendingUpdates(
                devices, new PendingLimits(2, 1 << 20, limits.maxAge(), limits.refMemory()), clock, this::newReset);
        devices.register(PHONE.device());
        String largest = "x".repeat(1 << 20);
        pending.append(List.of(update("a", largest)));
        assertThat(resets).isZero();

        pending.append(List.of(update("b", largest)));

        assertThat(read(pending, PHONE))
                .extracting(update -> update.ref().value())
                .containsExactly("reset 1", "b");
    }

    @Test
    @DisplayName("RTU-15: the one that says so is none of those that are let go of")
    void aResetIsNotCountedAsLetGo() {
        InMemoryPendingUpdates pending = newPendingUpdates();
        devices.register(PHONE.device());
        pending.append(List.of(update("a", "frame"), update("b", "frame")));

        assertThat(pending.dropAll(PHONE)).isEqualTo(2);
        assertThat(pending.dropAll(PHONE)).isZero();
        pending.append(List.of(update("c", "frame")));
        assertThat(pending.dropAll(PHONE)).isEqualTo(1);
        assertThat(resets).isEqualTo(2);
    }

    @Test
    void aMailboxThatNobodyWroteToIsEmpty() {
        PendingUpdates pending = newPendingUpdates();

        assertThat(read(pending, PHONE)).isEmpty();
        assertThat(pending.remove(PHONE, List.of(new Ref("a")), Long.MAX_VALUE)).isZero();
        assertThat(pending.backlog(PHONE)).isEqualTo(new Backlog(0, PendingUpdates.START));
    }

    @Test
    void aPageWithoutUpdatesIsNotAskedFor() {
        PendingUpdates pending = newPendingUpdates();

        assertThatThrownBy(() -> pending.readAfter(PHONE, PendingUpdates.START, 0, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private InMemoryPendingUpdates newPendingUpdates() {
        return new InMemoryPendingUpdates(devices, PendingLimits.DEFAULT, clock, this::newReset);
    }

    private ResetUpdate newReset(AccountType account) {
        resets++;
        return new ResetUpdate(new Ref("reset " + resets), "reset of " + account);
    }

    private static NewPendingUpdate update(String ref, String frame) {
        return new NewPendingUpdate(Recipient.user("u"), AccountType.PERSONAL, new Ref(ref), frame);
    }

    private static List<PendingUpdate> read(PendingUpdates pending, Mailbox mailbox) {
        return pending.readAfter(mailbox, PendingUpdates.START, 10, Integer.MAX_VALUE);
    }
}
