package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserLocksTest {

    private static final int EACH = 20_000;

    private final UserLocks locks = new UserLocks();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private int count;

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void callersThatNameTheSameUsersInAnyOrderExcludeAndNeverBlockEachOther() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (List<String> users : List.of(List.of("anna", "bert", "carl"), List.of("carl", "bert", "anna"))) {
            running.add(threads.submit(() -> {
                for (int i = 0; i < EACH; i++) {
                    locks.holding(users, () -> count++);
                }
            }));
        }
        for (Future<?> thread : running) {
            thread.get(60, TimeUnit.SECONDS);
        }

        assertThat(locks.holding("bert", () -> count)).isEqualTo(2 * EACH);
    }

    @Test
    void whoeverHoldsALockMayTakeItAgain() {
        assertThat(locks.<String>holding("anna", () -> locks.holding(List.of("bert", "anna"), () -> "both")))
                .isEqualTo("both");
    }
}
