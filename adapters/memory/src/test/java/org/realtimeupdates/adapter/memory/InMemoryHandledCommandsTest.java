package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimeupdates.domain.AccountType.PERSONAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.HandledCommands;
import org.realtimeupdates.application.port.persistence.NewPendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.PendingUpdate;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.RefConflictException;
import org.realtimeupdates.application.port.persistence.Transaction;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Recipient;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.testfixtures.time.ManualClock;

class InMemoryHandledCommandsTest {

    private static final Device PHONE = new Device("anna", "phone");

    private final InMemoryDevices devices = new InMemoryDevices(new ManualClock());

    @Test
    @DisplayName("RTU-40: beyond the bound the oldest outcome of the device is forgotten")
    void beyondTheBoundTheOldestOutcomeIsForgotten() throws Exception {
        HandledCommands commands = new InMemoryHandledCommands(devices, 2);
        List<String> handled = new ArrayList<>();

        for (String ref : List.of("a", "b", "c", "c", "b", "a")) {
            commands.handleOnce(PHONE, Optional.of(new Ref(ref)), transaction -> {
                handled.add(ref);
                return CommandOutcome.processed();
            });
        }

        assertThat(handled).containsExactly("a", "b", "c", "a");
    }

    @Test
    void aTransactionIsOfNoUseAfterItsHandlerHasReturned() throws Exception {
        List<Transaction> kept = new ArrayList<>();
        PendingUpdates pending = newPendingUpdates(devices);
        new InMemoryHandledCommands(devices).handleOnce(PHONE, Optional.empty(), transaction -> {
            kept.add(transaction);
            return CommandOutcome.processed();
        });

        assertThatThrownBy(() -> pending.append(kept.get(0), List.of())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> kept.get(0).afterCommit(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTransactionOfAnotherStoreIsRefused() throws Exception {
        PendingUpdates other = newPendingUpdates(new InMemoryDevices(new ManualClock()));

        new InMemoryHandledCommands(devices).handleOnce(PHONE, Optional.empty(), transaction -> {
            assertThatThrownBy(() -> other.append(transaction, List.of())).isInstanceOf(IllegalArgumentException.class);
            return CommandOutcome.processed();
        });
    }

    @Test
    @DisplayName(
            "RTU-11: a ref that another publisher took meanwhile with other content fails the commit, and all is undone")
    void aRefThatAnotherPublisherTookMeanwhileFailsTheCommit() {
        PendingUpdates pending = newPendingUpdates(devices);
        HandledCommands commands = new InMemoryHandledCommands(devices);
        Optional<Ref> command = Optional.of(new Ref("command"));

        assertThatThrownBy(() -> commands.handleOnce(PHONE, command, transaction -> {
                    pending.append(transaction, List.of(update("a", "one"), update("b", "one")));
                    pending.append(List.of(update("b", "other")));
                    return CommandOutcome.processed();
                }))
                .isInstanceOf(RefConflictException.class);

        assertThat(pending.readAfter(new Mailbox(PHONE, PERSONAL), PendingUpdates.START, 10, 1_000))
                .extracting(PendingUpdate::frame)
                .containsExactly("other");
    }

    @Test
    @DisplayName("RTU-11: a handler may go on after a conflict: nothing of the refused call is published")
    void aHandlerMayGoOnAfterAConflict() throws Exception {
        PendingUpdates pending = newPendingUpdates(devices);
        pending.append(List.of(update("taken", "one")));

        new InMemoryHandledCommands(devices).handleOnce(PHONE, Optional.empty(), transaction -> {
            pending.append(transaction, List.of(update("a", "one")));
            assertThatThrownBy(() -> pending.append(transaction, List.of(update("b", "x"), update("taken", "other"))))
                    .isInstanceOf(RefConflictException.class);
            assertThat(pending.append(transaction, List.of(update("b", "y")))).containsExactly(Set.of(PHONE));
            return CommandOutcome.processed();
        });

        assertThat(pending.readAfter(new Mailbox(PHONE, PERSONAL), PendingUpdates.START, 10, 1_000))
                .extracting(PendingUpdate::frame)
                .containsExactly("one", "one", "y");
    }

    @Test
    @DisplayName("RTU-30: a device that is registered before the commit is addressed too, and the caller is told")
    void aDeviceRegisteredBeforeTheCommitIsAddressedToo() throws Exception {
        PendingUpdates pending = newPendingUpdates(devices);
        Device tablet = new Device("anna", "tablet");
        List<Set<Device>> addressed = new ArrayList<>();
        devices.register(PHONE);

        new InMemoryHandledCommands(devices).handleOnce(PHONE, Optional.empty(), transaction -> {
            NewPendingUpdate update = new NewPendingUpdate(Recipient.user("anna"), PERSONAL, new Ref("a"), "frame");
            addressed.addAll(pending.append(transaction, List.of(update)));
            devices.register(tablet);
            devices.forget(PHONE);
            return CommandOutcome.processed();
        });

        assertThat(addressed).containsExactly(Set.of(tablet));
        assertThat(pending.backlog(new Mailbox(tablet, PERSONAL)).count()).isEqualTo(1);
        assertThat(pending.backlog(new Mailbox(PHONE, PERSONAL)).count()).isZero();
    }

    private static PendingUpdates newPendingUpdates(InMemoryDevices devices) {
        return new InMemoryPendingUpdates(devices, PendingLimits.DEFAULT, new ManualClock(), account -> {
            throw new IllegalStateException("nothing is let go here");
        });
    }

    private static NewPendingUpdate update(String ref, String frame) {
        return new NewPendingUpdate(Recipient.device("anna", "phone"), PERSONAL, new Ref(ref), frame);
    }
}
