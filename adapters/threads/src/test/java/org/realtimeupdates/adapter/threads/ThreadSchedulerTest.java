package org.realtimeupdates.adapter.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;

class ThreadSchedulerTest {

    private static final int MAX_THREADS = 3;
    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMillis(10);

    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final ThreadFactory recording = recording(new DaemonThreads());
    private final ThreadScheduler scheduler = new ThreadScheduler(MAX_THREADS, LONG, recording);

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void tasksOfOneExecutorFromManyThreadsRunOneAtATimeAndInTheOrderOfEachThread() throws InterruptedException {
        int producers = 8;
        int each = 200;
        List<Lane> lanes = IntStream.range(0, 100)
                .mapToObj(i -> new Lane(scheduler.newSerialExecutor(), producers, each))
                .toList();
        CountDownLatch start = new CountDownLatch(1);
        for (int p = 0; p < producers; p++) {
            int producer = p;
            Thread thread = new Thread(() -> {
                await(start);
                for (int i = 0; i < each; i++) {
                    for (Lane lane : lanes) {
                        lane.handIn(producer, i);
                    }
                }
            });
            thread.start();
        }
        start.countDown();

        for (Lane lane : lanes) {
            await(lane.left);
            assertThat(lane.overlaps).hasValue(0);
            assertThat(lane.outOfOrder).isZero();
            assertThat(lane.next).containsOnly(each);
        }
        assertThat(threads).hasSizeLessThanOrEqualTo(MAX_THREADS);
    }

    @Test
    void executorsWithoutTasksCostNoThreads() {
        List<SerialExecutor> executors = IntStream.range(0, 1000)
                .mapToObj(i -> scheduler.newSerialExecutor())
                .toList();
        assertThat(threads).isEmpty();

        CountDownLatch all = new CountDownLatch(1000);
        executors.forEach(executor -> executor.execute(all::countDown));
        await(all);

        assertThat(threads).hasSizeBetween(1, MAX_THREADS);
    }

    @Test
    void threadsAreNamedDaemonsAndEndWhenThereIsNothingToDo() throws InterruptedException {
        ThreadScheduler shortLived = new ThreadScheduler(2, Duration.ofMillis(1), recording);
        CountDownLatch done = new CountDownLatch(2);
        shortLived.newSerialExecutor().execute(done::countDown);
        shortLived.newSerialExecutor().schedule(SOON, done::countDown);
        await(done);

        for (Thread thread : List.copyOf(threads)) {
            assertThat(thread.isDaemon()).isTrue();
            assertThat(thread.getName()).matches("realtime-\\d+");
            assertEnds(thread);
        }
    }

    @Test
    void aBusyExecutorLetsOthersRun() {
        ThreadScheduler single = new ThreadScheduler(1);
        SerialExecutor busy = single.newSerialExecutor();
        CountDownLatch otherRan = new CountDownLatch(1);
        CountDownLatch busyEnded = new CountDownLatch(1);
        handInUntil(busy, otherRan, busyEnded);

        single.newSerialExecutor().execute(otherRan::countDown);

        await(otherRan);
        await(busyEnded);
        single.close();
    }

    @Test
    void aTaskThatBlocksHoldsUpNoOtherExecutor() {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        SerialExecutor blocked = scheduler.newSerialExecutor();
        blocked.execute(() -> await(release));
        blocked.execute(other::countDown);
        CountDownLatch others = new CountDownLatch(10);
        IntStream.range(0, 10).forEach(i -> scheduler.newSerialExecutor().execute(others::countDown));

        await(others);
        assertThat(other.getCount()).isEqualTo(1);
        release.countDown();
        await(other);
    }

    @Test
    void anErrorDoesNotStopTheNextTask() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        CountDownLatch done = new CountDownLatch(1);
        for (Error error : List.of(
                new StackOverflowError("on purpose"),
                new OutOfMemoryError("on purpose"),
                new LinkageError("on purpose"))) {
            executor.execute(() -> {
                throw error;
            });
        }
        executor.execute(done::countDown);

        await(done);
    }

    @Test
    void anInterruptOfATaskDoesNotReachTheNext() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();

        executor.execute(() -> Thread.currentThread().interrupt());
        executor.execute(() -> interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0));
        executor.execute(done::countDown);

        await(done);
        assertThat(interrupted).hasValue(0);
    }

    @Test
    void aTaskThatWaitsForItsTurnAfterItsTimeCanBeCancelled() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        SerialExecutor witness = scheduler.newSerialExecutor();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        executor.execute(() -> await(release));

        Cancellation cancellation = executor.schedule(SOON, ran::incrementAndGet);
        witness.schedule(SOON.multipliedBy(2), later::countDown);
        await(later);
        cancellation.cancel();
        release.countDown();
        executor.execute(done::countDown);
        await(done);

        assertThat(ran).hasValue(0);
    }

    @Test
    void aClosedSchedulerRunsWhatWaitsForItsTurnAndTakesNoMore() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(200);
        AtomicInteger ran = new AtomicInteger();
        executor.schedule(LONG, ran::incrementAndGet);
        executor.execute(() -> await(release));
        IntStream.range(0, 200).forEach(i -> executor.execute(all::countDown));

        scheduler.close();
        scheduler.close();

        for (SerialExecutor any : List.of(executor, scheduler.newSerialExecutor())) {
            assertThatThrownBy(() -> any.execute(ran::incrementAndGet)).isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> any.schedule(Duration.ZERO, ran::incrementAndGet))
                    .isInstanceOf(RejectedExecutionException.class);
            assertThatThrownBy(() -> any.schedule(SOON, ran::incrementAndGet))
                    .isInstanceOf(RejectedExecutionException.class);
        }
        release.countDown();
        await(all);
        for (Thread thread : List.copyOf(threads)) {
            assertEnds(thread);
        }
        assertThat(ran).hasValue(0);
    }

    @Test
    void aNegativeDelayIsRefused() {
        SerialExecutor executor = scheduler.newSerialExecutor();

        assertThatThrownBy(() -> executor.schedule(Duration.ofNanos(-1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDelayLongerThanALifeIsTaken() {
        SerialExecutor executor = scheduler.newSerialExecutor();

        executor.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).cancel();
    }

    @Test
    void theSharedSchedulerIsOneAndCannotBeClosed() {
        CountDownLatch done = new CountDownLatch(1);
        ThreadScheduler.shared().newSerialExecutor().execute(done::countDown);
        await(done);

        assertThat(ThreadScheduler.shared()).isSameAs(ThreadScheduler.shared()).isNotInstanceOf(AutoCloseable.class);
    }

    /** Hands in itself until the first latch is at zero. */
    private static void handInUntil(SerialExecutor executor, CountDownLatch end, CountDownLatch ended) {
        executor.execute(() -> {
            if (end.getCount() > 0) {
                handInUntil(executor, end, ended);
            } else {
                ended.countDown();
            }
        });
    }

    private ThreadFactory recording(ThreadFactory factory) {
        return work -> {
            Thread thread = factory.newThread(work);
            threads.add(thread);
            return thread;
        };
    }

    private static void assertEnds(Thread thread) throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** A serial executor under watch: what its tasks saw. */
    private static final class Lane {

        private final SerialExecutor executor;
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger overlaps = new AtomicInteger();
        private final CountDownLatch left;

        /** By producer, the number of the next task; not volatile on purpose. */
        private final int[] next;

        private int outOfOrder;

        Lane(SerialExecutor executor, int producers, int each) {
            this.executor = executor;
            this.next = new int[producers];
            this.left = new CountDownLatch(producers * each);
        }

        void handIn(int producer, int number) {
            executor.execute(() -> {
                overlaps.addAndGet(inside.getAndIncrement());
                if (next[producer]++ != number) {
                    outOfOrder++;
                }
                inside.decrementAndGet();
                left.countDown();
            });
        }
    }
}
