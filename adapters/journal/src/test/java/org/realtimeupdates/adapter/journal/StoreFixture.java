package org.realtimeupdates.adapter.journal;

import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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

/** Stores in storages of a test. */
abstract class StoreFixture {

    static final Device PHONE = new Device("anna", "phone");
    static final Device TABLET = new Device("anna", "tablet");
    static final Mailbox PHONE_PERSONAL = new Mailbox(PHONE, PERSONAL);
    static final Mailbox TABLET_PERSONAL = new Mailbox(TABLET, PERSONAL);
    static final int SEGMENT_BYTES = 4_000;

    final ManualClock clock = new ManualClock();
    final AtomicInteger resets = new AtomicInteger();

    JournalServerStore open(Storage storage) {
        return open(storage, SEGMENT_BYTES, 1_000);
    }

    JournalServerStore open(Storage storage, int segmentBytes, int maxUpdates) {
        PendingLimits limits = new PendingLimits(maxUpdates, 1 << 20, Duration.ofDays(30), Duration.ofDays(7));
        return JournalServerStore.open(storage, segmentBytes, () -> {}, limits, clock, this::newReset);
    }

    ResetUpdate newReset(AccountType account) {
        int number = resets.incrementAndGet();
        return new ResetUpdate(new Ref("reset " + number), "reset of " + account + " " + number);
    }

    static NewPendingUpdate forPhone(String ref) {
        return forDevice(PHONE, ref);
    }

    static NewPendingUpdate forDevice(Device device, String ref) {
        return new NewPendingUpdate(
                Recipient.device(device.user(), device.id()), PERSONAL, new Ref(ref), "frame of " + ref);
    }

    static void append(JournalServerStore store, String... refs) {
        store.pendingUpdates()
                .append(Stream.of(refs).map(StoreFixture::forPhone).toList());
    }

    static int remove(JournalServerStore store, String... refs) {
        return store.pendingUpdates()
                .remove(PHONE_PERSONAL, Stream.of(refs).map(Ref::new).toList(), Long.MAX_VALUE);
    }

    static List<String> waiting(JournalServerStore store) {
        return waiting(store, PHONE_PERSONAL);
    }

    static List<String> waiting(JournalServerStore store, Mailbox mailbox) {
        return store
                .pendingUpdates()
                .readAfter(mailbox, PendingUpdates.START, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .stream()
                .map(PendingUpdate::ref)
                .map(Ref::value)
                .toList();
    }
}
