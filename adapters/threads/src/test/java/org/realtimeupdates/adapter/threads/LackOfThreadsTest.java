package org.realtimeupdates.adapter.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LackOfThreadsTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(10);

    @Test
    void aDelayedTaskRunsThoughThereIsNoThreadWhenItsTimeComes() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch refused = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ThreadFactory threads = new DaemonThreads();
        // The first thread is the timer's.
        try (ThreadScheduler poor = new ThreadScheduler(1, LONG, work -> {
            if (asked.incrementAndGet() == 2) {
                refused.countDown();
                throw new OutOfMemoryError("no thread, on purpose");
            }
            return threads.newThread(work);
        })) {
            poor.newSerialExecutor().schedule(SOON, done::countDown);

            assertThat(refused.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
