package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.BUSINESS;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.realtimeupdates.application.port.persistence.Devices;
import org.realtimeupdates.application.port.persistence.Expiry;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.MailboxDirectory;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates;
import org.realtimeupdates.application.port.persistence.ResetUpdates.ResetUpdate;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.application.port.persistence.UnappliedUpdates;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

/** The store, people and updates that a contract test of a server's port works on. */
abstract class ServerStoreSetup {

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
    static final PendingLimits LIMITS = new PendingLimits(MAX_UPDATES, MAX_BYTES, MAX_AGE, REF_MEMORY);
    static final Duration SECOND = Duration.ofSeconds(1);

    private static final int MAX_ROUNDS = 10_000;

    final ManualClock clock = new ManualClock();
    private final AtomicInteger resetsMade = new AtomicInteger();
    PendingUpdates pending;
    Devices devices;
    HandledCommands commands;
    MailboxDirectory directory;
    UnappliedUpdates unapplied;
    Expiry expiry;

    /**
     * An empty store, beside those made before.
     *
     * @param limits what a mailbox may hold
     * @param clock tells when what happened
     * @param resets makes what takes the place of updates that were let go
     */
    protected abstract ServerStorePorts newStore(PendingLimits limits, InstantSource clock, ResetUpdates resets)
            throws Exception;

    @BeforeEach
    void makeStore() throws Exception {
        use(newStore(LIMITS, clock, this::newReset));
    }

    /** From now on the test works on that store. */
    final void use(ServerStorePorts store) {
        pending = store.pendingUpdates();
        devices = store.devices();
        commands = store.handledCommands();
        directory = store.mailboxDirectory();
        unapplied = store.unappliedUpdates();
        expiry = store.expiry();
    }

    /** Lets the store let go of all that is old. */
    void expireAll() {
        int rounds = 0;
        while (expiry.expire()) {
            rounds++;
            assertThat(rounds).as("rounds of expiry").isLessThan(MAX_ROUNDS);
        }
    }

    /** Does what the work does in a transaction of the server's store. */
    void inTransaction(Writes writes) {
        try {
            commands.handleOnce(BERT, Optional.empty(), transaction -> {
                writes.run(transaction);
                return CommandOutcome.processed();
            });
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("the work failed", e);
        }
    }

    /** Does what the work does in a transaction that fails at its end. */
    void inFailedTransaction(Writes writes) {
        assertThatThrownBy(() -> inTransaction(transaction -> {
                    writes.run(transaction);
                    throw new IllegalStateException("thrown on purpose");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thrown on purpose");
    }

    /** What a test does in a transaction. */
    @FunctionalInterface
    interface Writes {
        void run(Transaction transaction) throws Exception;
    }

    final ResetUpdate newReset(AccountType account) {
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

    /** That updates were let go in a mailbox, and what waits behind the one that says so. */
    void assertResetThen(Mailbox mailbox, String... refs) {
        List<PendingUpdate> waiting = readAll(mailbox);
        assertThat(waiting).extracting(PendingUpdate::reset).first().isEqualTo(true);
        assertThat(waiting.subList(1, waiting.size()))
                .noneMatch(PendingUpdate::reset)
                .extracting(update -> update.ref().value())
                .containsExactly(refs);
    }
}
