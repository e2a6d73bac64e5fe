package org.realtimeupdates.adapter.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.execution.SerialExecutor;

class LackOfThreadsTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(10);

    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch refused = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    void aTaskRunsThoughThereIsNoThreadWhenItIsHandedIn() throws InterruptedException {
        try (ThreadScheduler poor = refusing(1)) {
            SerialExecutor executor = poor.newSerialExecutor();
            executor.execute(() -> {});
            executor.execute(done::countDown);

            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aDelayedTaskRunsThoughThereIsNoThreadWhenItsTimeComes() throws InterruptedException {
        // The first thread is the timer's.
        try (ThreadScheduler poor = refusing(2)) {
            poor.newSerialExecutor().schedule(SOON, done::countDown);

            assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** One whose n-th thread cannot be made. */
    private ThreadScheduler refusing(int n) {
        ThreadFactory threads = new DaemonThreads();
        return new ThreadScheduler(1, LONG, work -> {
            if (asked.incrementAndGet() == n) {
                refused.countDown();
                throw new OutOfMemoryError("no thread, on purpose");
            }
            return threads.newThread(work);
        });
    }
}
