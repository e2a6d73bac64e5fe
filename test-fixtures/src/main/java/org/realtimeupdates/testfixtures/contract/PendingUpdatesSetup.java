package org.realtimeupdates.testfixtures.contract;

import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** The stores, people and updates of {@link PendingUpdatesContract}. */
abstract class PendingUpdatesSetup {

    static final Device PHONE = new Device("anna", "phone");
    static final Device TABLET = new Device("anna", "tablet");
    static final Device BERT = new Device("bert", "phone");
    static final Mailbox PHONE_PERSONAL = new Mailbox(PHONE, PERSONAL);
    static final Mailbox PHONE_BUSINESS = new Mailbox(PHONE, BUSINESS);
    static final Mailbox TABLET_PERSONAL = new Mailbox(TABLET, PERSONAL);
    static final Mailbox BERT_PERSONAL = new Mailbox(BERT, PERSONAL);

    static final int MAX_UPDATES = 1000;
    static final int MAX_BYTES = 1 << 20;
    static final Duration MAX_AGE = Duration.ofDays(30);
    static final Duration REF_MEMORY = Duration.ofDays(7);
    static final Duration SECOND = Duration.ofSeconds(1);

    final ManualClock clock = new ManualClock();
    private final AtomicInteger resetsMade = new AtomicInteger();
    Devices devices;
    PendingUpdates pending;

    /** A store that knows no device. */
    protected abstract Devices newDevices() throws Exception;

    /** An empty store over the database of {@link #newDevices}, which was called before. */
    protected abstract PendingUpdates newPendingUpdates(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws Exception;

    @BeforeEach
    void makeStores() throws Exception {
        devices = newDevices();
        pending = newPendingUpdates(
                new PendingLimits(MAX_UPDATES, MAX_BYTES, MAX_AGE, REF_MEMORY), clock, this::newReset);
    }

    private ResetUpdate newReset(AccountType account) {
        int number = resetsMade.incrementAndGet();
        return new ResetUpdate(new Ref("reset " + number), resetFrame(account, number));
    }

    static String resetFrame(AccountType account, int number) {
        return "reset of " + account + " " + number;
    }

    int resetsMade() {
        return resetsMade.get();
    }

    /** An update of anna's personal account for all her devices. */
    static NewPendingUpdate forAnna(String ref) {
        return forAnna(ref, frame(ref));
    }

    static NewPendingUpdate forAnna(String ref, String frame) {
        return new NewPendingUpdate(Recipient.user("anna"), PERSONAL, new Ref(ref), frame);
    }

    static NewPendingUpdate forDevice(Device device, String ref) {
        return new NewPendingUpdate(Recipient.device(device.user(), device.id()), PERSONAL, new Ref(ref), frame(ref));
    }

    static String frame(String ref) {
        return "frame of " + ref + " \u00e9 \ud83d\ude00";
    }

    void append(NewPendingUpdate... updates) {
        pending.append(List.of(updates));
    }

    /** Appends updates for anna in one call, {@code ref<from>} and so on. */
    void appendRange(int from, int to) {
        pending.append(
                IntStream.range(from, to).mapToObj(i -> forAnna("ref" + i)).toList());
    }

    List<PendingUpdate> readAll(Mailbox mailbox) {
        return pending.readAfter(mailbox, PendingUpdates.START, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The refs that wait in a mailbox, in order. */
    List<String> refs(Mailbox mailbox) {
        return readAll(mailbox).stream().map(update -> update.ref().value()).toList();
    }

    int remove(Mailbox mailbox, String... refs) {
        return pending.remove(mailbox, Stream.of(refs).map(Ref::new).toList(), Long.MAX_VALUE);
    }
}
