package org.realtimeupdates.adapter.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.port.persistence.StoreException;

/** Threads that publish at once, and the folder they share. */
@Timeout(60)
class GroupCommitTest extends StoreFixture {

    private static final int OTHERS = 6;

    @TempDir
    private Path directory;

    @Test
    @DisplayName("RTU-30: who comes while a sync runs shares the next one")
    void whoComesWhileASyncRunsSharesTheNextOne() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        JournalServerStore store = open(storage);
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        int before = storage.syncs();
        int appends = storage.appends();
        storage.beforeSync(() -> {
            syncing.countDown();
            await(goOn);
        });
        ExecutorService threads = Executors.newFixedThreadPool(OTHERS + 1);
        try {
            List<Future<?>> published = new ArrayList<>();
            published.add(threads.submit(() -> append(store, "first")));
            await(syncing);
            for (int i = 0; i < OTHERS; i++) {
                String ref = "other " + i;
                published.add(threads.submit(() -> append(store, ref)));
            }
            while (storage.appends() < appends + OTHERS + 1) {
                Thread.onSpinWait();
            }
            assertThat(published).noneMatch(Future::isDone);
            goOn.countDown();
            for (Future<?> each : published) {
                each.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(storage.syncs() - before).isEqualTo(2);
        assertThat(waiting(open(storage.afterPowerLoss())))
                .startsWith("first")
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, OTHERS)
                        .mapToObj(i -> i == 0 ? "first" : "other " + (i - 1))
                        .toList());
    }

    @Test
    @DisplayName("RTU-11, RTU-30: who publishes again what is not durable yet waits for that too")
    void whoPublishesAgainWhatIsNotDurableYetWaitsToo() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        JournalServerStore store = open(storage);
        Thread again = new Thread(() -> append(store, "a"));
        storage.beforeSync(() -> {
            storage.beforeSync(() -> {});
            again.start();
            while (again.isAlive() && again.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            assertThat(again.isAlive()).isTrue();
        });

        append(store, "a");

        again.join(TimeUnit.SECONDS.toMillis(20));
        assertThat(again.isAlive()).isFalse();
        assertThat(waiting(store)).containsExactly("a");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aFolderIsForOneStoreAtATime() {
        JournalServerStore first = open(directory);
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("in use")
                .hasMessageContaining(directory.getFileName().toString());
        append(first, "a");
        first.close();

        try (JournalServerStore second = open(directory)) {
            assertThat(waiting(second)).containsExactly("a");
        }
    }

    @Test
    void anInterruptEndsNothing() {
        try (JournalServerStore store = open(directory)) {
            Thread.currentThread().interrupt();
            append(store, "a");
            List<String> read = waiting(store);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(read).containsExactly("a");
            append(store, "b");
            assertThat(waiting(store)).containsExactly("a", "b");
        }
        Thread.currentThread().interrupt();
        try (JournalServerStore store = open(directory.resolve("new"))) {
            assertThat(Thread.interrupted()).isTrue();
            append(store, "c");
            assertThat(waiting(store)).containsExactly("c");
        }
    }

    private JournalServerStore open(Path folder) {
        return JournalServerStore.open(folder, PendingLimits.DEFAULT, InstantSource.system(), this::newReset);
    }
}
