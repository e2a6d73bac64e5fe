package org.realtimeupdates.testfixtures.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;

/** What every {@link Scheduler} does. */
public abstract class SchedulerContract {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration LATER = Duration.ofMillis(20);
    private static final Duration NEVER_IN_THIS_TEST = Duration.ofDays(1);

    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch done = new CountDownLatch(1);
    private Scheduler scheduler;

    /** For the leaf. */
    protected SchedulerContract() {}

    /** A new scheduler. */
    protected abstract Scheduler newScheduler();

    /**
     * Lets the work of the scheduler run until the latch is at zero; fails when that takes too long. May throw at its end what
     * a task threw, where the scheduler reports it that way.
     */
    protected abstract void runUntil(CountDownLatch latch) throws InterruptedException;

    @BeforeEach
    void makeScheduler() {
        scheduler = newScheduler();
    }

    @Test
    void tasksRunInTheOrderTheyWereGiven() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();
        List<String> expected =
                IntStream.range(0, 1000).mapToObj(Integer::toString).toList();

        expected.forEach(name -> executor.execute(() -> ran.add(name)));
        executor.execute(done::countDown);
        runUntil(done);

        assertThat(ran).isEqualTo(expected);
    }

    @Test
    void aTaskNeverRunsInsideTheCallThatHandsItIn() throws InterruptedException {
        SerialExecutor one = scheduler.newSerialExecutor();
        SerialExecutor other = scheduler.newSerialExecutor();
        ThreadLocal<Boolean> handingIn = ThreadLocal.withInitial(() -> false);
        CountDownLatch all = new CountDownLatch(8);
        Runnable task = () -> {
            ran.add(handingIn.get() ? "inside" : "outside");
            all.countDown();
        };
        Runnable handIn = () -> {
            handingIn.set(true);
            for (SerialExecutor executor : List.of(one, other)) {
                executor.execute(task);
                executor.schedule(Duration.ZERO, task);
            }
            handingIn.set(false);
        };

        handIn.run();
        one.execute(handIn);
        runUntil(all);

        assertThat(ran).hasSize(8).containsOnly("outside");
    }

    @Test
    void aTaskHandedInByATaskRunsAfterTheOnesGivenBefore() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();

        executor.execute(() -> {
            executor.execute(() -> ran.add("second"));
            executor.execute(done::countDown);
            ran.add("first");
        });
        runUntil(done);

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void tasksOfOneExecutorNeverOverlap() throws InterruptedException {
        int executors = 10;
        CountDownLatch all = new CountDownLatch(executors);
        AtomicInteger overlaps = new AtomicInteger();

        for (int e = 0; e < executors; e++) {
            SerialExecutor executor = scheduler.newSerialExecutor();
            AtomicInteger inside = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                executor.execute(() -> {
                    overlaps.addAndGet(inside.getAndIncrement());
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                });
            }
            executor.execute(all::countDown);
        }
        runUntil(all);

        assertThat(overlaps).hasValue(0);
    }

    @Test
    void aTaskSeesWhatEarlierOnesWrote() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();
        int[] plain = new int[1];
        AtomicInteger last = new AtomicInteger();

        for (int i = 0; i < 1000; i++) {
            executor.execute(() -> plain[0]++);
        }
        executor.execute(() -> last.set(plain[0]));
        executor.execute(done::countDown);
        runUntil(done);

        assertThat(last).hasValue(1000);
    }

    @Test
    void aTaskThatThrowsDoesNotStopTheNext() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();

        executor.execute(() -> {
            throw new IllegalStateException("thrown on purpose by a task of this test");
        });
        executor.execute(() -> {
            throw new StackOverflowError("thrown on purpose by a task of this test");
        });
        executor.schedule(SOON, () -> {
            throw new IllegalStateException("thrown on purpose by a scheduled task of this test");
        });
        executor.schedule(LATER, () -> ran.add("next"));
        executor.schedule(LATER, done::countDown);
        Throwable reported = catchThrowable(() -> runUntil(done));

        assertThat(ran).containsExactly("next");
        if (reported != null) {
            assertThat(reported).hasMessageContaining("on purpose");
        }
    }

    @Test
    void aScheduledTaskWaitsForItsTimeWithoutHoldingUpTheOthers() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();

        Cancellation far = executor.schedule(NEVER_IN_THIS_TEST, () -> ran.add("far"));
        executor.execute(() -> ran.add("at once"));
        executor.schedule(SOON, () -> ran.add("soon"));
        executor.schedule(LATER, done::countDown);
        runUntil(done);
        far.cancel();

        assertThat(ran).containsExactly("at once", "soon");
    }

    @Test
    void aTaskWithoutADelayRuns() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();

        executor.schedule(Duration.ZERO, done::countDown);
        runUntil(done);

        assertThat(done.getCount()).isZero();
    }

    @Test
    void aCancelledTaskDoesNotRun() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();

        Cancellation cancellation = executor.schedule(SOON, () -> ran.add("cancelled"));
        cancellation.cancel();
        cancellation.cancel();
        executor.schedule(LATER, done::countDown);
        runUntil(done);

        assertThat(ran).isEmpty();
    }

    @Test
    void aTaskWhoseTimeHasComeCanBeCancelledUntilItRuns() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();

        executor.execute(() -> {
            Cancellation cancellation = executor.schedule(Duration.ZERO, () -> ran.add("cancelled"));
            cancellation.cancel();
            executor.schedule(SOON, done::countDown);
        });
        runUntil(done);

        assertThat(ran).isEmpty();
    }

    @Test
    void cancellingATaskThatIsDoneChangesNothing() throws InterruptedException {
        SerialExecutor executor = scheduler.newSerialExecutor();
        CountDownLatch first = new CountDownLatch(1);

        Cancellation cancellation = executor.schedule(SOON, first::countDown);
        runUntil(first);
        cancellation.cancel();
        executor.execute(done::countDown);
        runUntil(done);

        assertThat(done.getCount()).isZero();
    }
}
