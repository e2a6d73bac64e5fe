package org.realtimeupdates.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.persistence.Mailboxes.Backlog;
import org.realtimeupdates.application.port.persistence.PendingUpdates;
import org.realtimeupdates.application.port.persistence.StoreException;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** A disk that is full, and one that fails. */
class FaultsTest extends StoreFixture {

    private final MemoryStorage storage = new MemoryStorage();

    @Test
    @DisplayName("RTU-30: on a full disk nothing is published, nothing is lost, and it goes on when there is room")
    void onAFullDiskNothingIsPublished() {
        JournalServerStore store = open(storage);
        append(store, "a");

        for (int room = 0; room < 150; room++) {
            storage.leaveRoom(room);
            assertThatThrownBy(() -> append(store, "b", "c"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("disk may be full");
            assertThat(waiting(store)).containsExactly("a");
            assertThat(waiting(open(storage.afterKill()))).containsExactly("a");
        }

        storage.leaveRoom(Long.MAX_VALUE);
        append(store, "b", "c");
        assertThat(waiting(store)).containsExactly("a", "b", "c");
        assertThat(waiting(open(storage.afterPowerLoss()))).containsExactly("a", "b", "c");
    }

    @Test
    @DisplayName("RTU-40: on a full disk a command is not handled, and is handled once there is room")
    void onAFullDiskACommandIsNotHandled() throws Exception {
        JournalServerStore store = open(storage);
        Optional<Ref> ref = Optional.of(new Ref("command"));
        storage.leaveRoom(30);
        assertThatThrownBy(() -> store.handledCommands().handleOnce(PHONE, ref, transaction -> {
                    store.pendingUpdates().append(transaction, List.of(forPhone("gone")));
                    return CommandOutcome.processed();
                }))
                .isInstanceOf(StoreException.class);
        assertThat(waiting(store)).isEmpty();

        storage.leaveRoom(Long.MAX_VALUE);
        assertThat(store.handledCommands().handleOnce(PHONE, ref, transaction -> CommandOutcome.rejected("again")))
                .isEqualTo(CommandOutcome.rejected("again"));
    }

    @Test
    void aDiskMayBeFullAtAnySegmentAndCheckpoint() {
        JournalServerStore store = open(storage, 600, 1_000);
        int published = 0;
        for (int room = 0; room < 1_500; room += 7) {
            storage.leaveRoom(room);
            try {
                while (true) {
                    append(store, "update " + published);
                    published++;
                    remove(store, "update " + (published - 5));
                }
            } catch (StoreException full) {
                assertThat(full).hasMessageContaining("disk may be full");
            }
            storage.leaveRoom(Long.MAX_VALUE);
            append(store, "update " + published++);
            assertThat(waiting(store)).endsWith("update " + (published - 1));
            JournalServerStore reopened = open(storage.afterKill(), 600, 1_000);
            assertThat(waiting(reopened)).isEqualTo(waiting(store));
        }
        assertThat(storage.totalBytes()).isLessThan(published * 200L);
    }

    @Test
    @DisplayName(
            "RTU-30: what could not be synced was not published, and nothing more is until the store is opened again")
    void whatCouldNotBeSyncedWasNotPublished() {
        JournalServerStore store = open(storage);
        append(store, "a");
        remove(store, "unknown");
        storage.failSyncs(true);
        assertThatThrownBy(() -> append(store, "b")).isInstanceOf(StoreException.class);
        storage.failSyncs(false);

        assertThatThrownBy(() -> append(store, "c"))
                .isInstanceOf(StoreException.class)
                .hasMessage("the journal takes no more until it is opened again: Input/output error");
        assertThatThrownBy(() -> remove(store, "a")).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.expiry().expire()).isInstanceOf(StoreException.class);
        assertThat(waiting(store)).containsExactly("a");
        assertThat(store.pendingUpdates().backlog(PHONE_PERSONAL).count()).isEqualTo(1);

        JournalServerStore reopened = open(storage.afterKill());
        assertThat(waiting(reopened)).containsExactly("a");
        append(reopened, "b");
        assertThat(waiting(reopened)).containsExactly("a", "b");
    }

    @Test
    @DisplayName("RTU-40: an outcome that could not be synced is not given again")
    void anOutcomeThatCouldNotBeSyncedIsNotGivenAgain() throws Exception {
        JournalServerStore store = open(storage);
        Optional<Ref> ref = Optional.of(new Ref("command"));
        storage.failSyncs(true);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() ->
                            store.handledCommands().handleOnce(PHONE, ref, transaction -> CommandOutcome.processed()))
                    .isInstanceOf(StoreException.class);
            storage.failSyncs(false);
        }
        assertThat(open(storage.afterKill())
                        .handledCommands()
                        .handleOnce(PHONE, ref, transaction -> CommandOutcome.rejected("again")))
                .isEqualTo(CommandOutcome.rejected("again"));
    }

    @Test
    void aFailedWriteThatCannotBeTakenBackEndsIt() {
        JournalServerStore store = open(storage);
        append(store, "a");
        storage.leaveRoom(20);
        storage.failTruncates(true);
        assertThatThrownBy(() -> append(store, "b")).isInstanceOf(StoreException.class);
        storage.leaveRoom(Long.MAX_VALUE);
        storage.failTruncates(false);

        assertThatThrownBy(() -> append(store, "c")).hasMessageContaining("until it is opened again");
        assertThat(waiting(open(storage.afterKill()))).containsExactly("a");
    }

    @Test
    @DisplayName("RTU-30: an update may not be read before it is durable")
    void anUpdateMayNotBeReadBeforeItIsDurable() {
        JournalServerStore store = open(storage);
        append(store, "a");
        Backlog before = store.pendingUpdates().backlog(PHONE_PERSONAL);
        boolean[] looked = {false};
        storage.beforeSync(() -> {
            looked[0] = true;
            assertThat(waiting(store)).containsExactly("a");
            assertThat(store.pendingUpdates().backlog(PHONE_PERSONAL)).isEqualTo(before);
        });

        append(store, "b");

        assertThat(looked[0]).isTrue();
        assertThat(waiting(store)).containsExactly("a", "b");
    }

    @Test
    void aReplyDoesNotWaitForTheDisk() {
        JournalServerStore store = open(storage);
        append(store, "a", "b");
        int syncs = storage.syncs();

        assertThat(remove(store, "a")).isEqualTo(1);

        assertThat(storage.syncs()).isEqualTo(syncs);
        assertThat(waiting(open(storage.afterKill()))).containsExactly("b");
        assertThat(waiting(open(storage.afterPowerLoss()))).containsExactly("a", "b");
        store.expiry().expire();
        assertThat(waiting(open(storage.afterPowerLoss()))).containsExactly("b");
    }

    @Test
    void aSegmentIsNotDeletedForAReplyThatIsNotDurable() {
        JournalServerStore store = open(storage, 600, 1_000);
        String first = "a".repeat(128);
        append(store, first);
        while (storage.list().stream()
                .noneMatch(name -> Checkpoint.numberIn(name).isPresent())) {
            store.devices().register(PHONE);
        }
        append(store, "b", "c");
        remove(store, "b");
        // The first sync of the expiry is for what was written before it, the second for what came meanwhile.
        Deque<String> replies = new ArrayDeque<>(List.of("c", first));
        storage.afterSync(() -> {
            if (!replies.isEmpty()) {
                remove(store, replies.remove());
            }
        });
        store.expiry().expire();

        assertThat(replies).isEmpty();
        assertThat(waiting(store)).isEmpty();
        assertThat(waiting(open(storage.afterPowerLoss(), 600, 1_000))).containsExactly(first);
        store.expiry().expire();
        assertThat(storage.list()).doesNotContain(Segment.name(1));
        assertThat(waiting(open(storage.afterPowerLoss(), 600, 1_000))).isEmpty();
    }

    @Test
    void whatIsNotDurableYetIsWrittenAtTheEnd() {
        JournalServerStore store = open(storage);
        append(store, "a", "b");
        remove(store, "a");
        store.close();

        assertThat(waiting(open(storage.afterPowerLoss()))).containsExactly("b");
        assertThatThrownBy(() -> append(store, "c"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("it was closed");
        store.pendingUpdates().backlog(PHONE_PERSONAL);
        assertThat(store.pendingUpdates().readAfter(TABLET_PERSONAL, PendingUpdates.START, 1, 1))
                .isEmpty();
    }
}
