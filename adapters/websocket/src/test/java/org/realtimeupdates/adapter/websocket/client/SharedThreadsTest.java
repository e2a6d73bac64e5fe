package org.realtimeupdates.adapter.websocket.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SharedThreadsTest {

    /** Threads in name only. */
    private static final class Threads {

        private final CountDownLatch stopped = new CountDownLatch(1);
    }

    private static SharedThreads<Threads> endingAfter(Duration time) {
        return new SharedThreads<>(
                new SharedThreads.Engine<>() {
                    @Override
                    public Threads start() {
                        return new Threads();
                    }

                    @Override
                    public void stop(Threads threads) {
                        threads.stopped.countDown();
                    }
                },
                time);
    }

    @Test
    void theyAreSharedAndOutliveAShortWhileWithoutSockets() throws IOException {
        SharedThreads<Threads> shared = endingAfter(Duration.ofDays(1));
        Threads first = shared.enter();
        assertThat(shared.enter()).isSameAs(first);
        shared.leave();
        shared.leave();
        assertThat(shared.enter()).isSameAs(first);
        assertThat(first.stopped.getCount()).isEqualTo(1);
    }

    @Test
    void theyEndAfterTheLastSocketAndAreMadeAnew() throws Exception {
        SharedThreads<Threads> shared = endingAfter(Duration.ZERO);
        Threads first = shared.enter();
        shared.leave();
        assertThat(first.stopped.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shared.enter()).isNotSameAs(first);
    }
}
