package org.realtimeupdates.testfixtures.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;
import org.realtimeupdates.testfixtures.contract.SchedulerContract;

class DeterministicSchedulerTest extends SchedulerContract {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final DeterministicScheduler scheduler = new DeterministicScheduler(clock);
    private final List<String> ran = new ArrayList<>();

    @Override
    protected Scheduler newScheduler() {
        return scheduler;
    }

    @Override
    protected void runUntil(CountDownLatch latch) {
        scheduler.advance(SECOND);
        assertThat(latch.getCount()).isZero();
    }

    @Test
    void nothingRunsBeforeTheTestSaysSo() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        executor.execute(() -> ran.add("task"));
        executor.schedule(Duration.ZERO, () -> ran.add("timer"));

        assertThat(ran).isEmpty();
        assertThat(scheduler.pendingTasks()).isEqualTo(2);

        scheduler.runUntilIdle();

        assertThat(ran).containsExactly("task", "timer");
        assertThat(scheduler.pendingTasks()).isZero();
        assertThat(scheduler.now()).isZero();
    }

    @Test
    void runningUntilIdleRunsWhatTasksHandInButLetsNoTimePass() {
        SerialExecutor one = scheduler.newSerialExecutor();
        SerialExecutor other = scheduler.newSerialExecutor();
        one.execute(() -> other.execute(() -> one.execute(() -> ran.add("third"))));
        one.schedule(Duration.ofNanos(1), () -> ran.add("timer"));

        scheduler.runUntilIdle();

        assertThat(ran).containsExactly("third");
        assertThat(scheduler.pendingTasks()).isEqualTo(1);
    }

    @Test
    void tasksOfDifferentExecutorsRunInTheOrderTheyWereGiven() {
        SerialExecutor one = scheduler.newSerialExecutor();
        SerialExecutor other = scheduler.newSerialExecutor();
        one.execute(() -> ran.add("1"));
        other.execute(() -> ran.add("2"));
        other.execute(() -> ran.add("3"));
        one.execute(() -> ran.add("4"));

        scheduler.runUntilIdle();

        assertThat(ran).containsExactly("1", "2", "3", "4");
    }

    @Test
    void timersGoOffInTheOrderOfTheirTimes() {
        SerialExecutor one = scheduler.newSerialExecutor();
        SerialExecutor other = scheduler.newSerialExecutor();
        one.schedule(SECOND.multipliedBy(3), () -> note("c"));
        other.schedule(SECOND, () -> {
            note("a");
            other.schedule(SECOND, () -> note("b"));
        });
        one.schedule(SECOND.multipliedBy(4), () -> note("d"));

        scheduler.advance(SECOND.multipliedBy(3));

        assertThat(ran).containsExactly("a at 1 s", "b at 2 s", "c at 3 s");
        assertThat(scheduler.now()).isEqualTo(SECOND.multipliedBy(3));
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(3));
        assertThat(scheduler.pendingTasks()).isEqualTo(1);
    }

    @Test
    void aWallClockThatIsSetAnewDoesNotMoveTimers() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        executor.schedule(SECOND, () -> ran.add("timer"));
        clock.set(ManualClock.START.plusSeconds(1_000_000));

        scheduler.runUntilIdle();
        assertThat(ran).isEmpty();
        scheduler.advance(SECOND);

        assertThat(ran).containsExactly("timer");
        assertThat(clock.instant()).isEqualTo(ManualClock.START.plusSeconds(1_000_001));
    }

    @Test
    void whatATaskThrowsFailsTheTestAfterTheOthersRan() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        IllegalStateException first = new IllegalStateException("first");
        AssertionError second = new AssertionError("second");
        executor.execute(() -> {
            throw first;
        });
        executor.execute(() -> {
            throw second;
        });
        executor.execute(() -> ran.add("last"));

        assertThatThrownBy(scheduler::runUntilIdle).isSameAs(first).hasSuppressedException(second);
        assertThat(ran).containsExactly("last");
        scheduler.runUntilIdle();

        executor.schedule(SECOND, () -> {
            throw second;
        });
        assertThatThrownBy(() -> scheduler.advance(SECOND.multipliedBy(2))).isSameAs(second);
        assertThat(scheduler.now()).isEqualTo(SECOND.multipliedBy(2));
    }

    @Test
    void cancelledTasksAreNotPending() {
        SerialExecutor executor = scheduler.newSerialExecutor();
        Cancellation timer = executor.schedule(SECOND, () -> ran.add("timer"));
        Cancellation due = executor.schedule(Duration.ZERO, () -> ran.add("due"));
        timer.cancel();
        due.cancel();
        due.cancel();

        assertThat(scheduler.pendingTasks()).isZero();
        scheduler.advance(SECOND.multipliedBy(2));
        assertThat(ran).isEmpty();
    }

    @Test
    void aLotDecidesBetweenExecutorsAndTheSameSeedGivesTheSameRun() {
        Set<List<String>> runs = new HashSet<>();
        for (int seed = 0; seed < 20; seed++) {
            List<String> run = runWithSeed(seed);
            assertThat(runWithSeed(seed)).isEqualTo(run);
            for (String executor : List.of("a", "b", "c")) {
                assertThat(run.stream().filter(task -> task.startsWith(executor)))
                        .containsExactly(executor + 0, executor + 1, executor + 2);
            }
            runs.add(run);
        }

        assertThat(runs).hasSizeGreaterThan(10);
    }

    @Test
    void aTaskCannotRunTheSchedulerThatRunsIt() {
        scheduler.newSerialExecutor().execute(scheduler::runUntilIdle);

        assertThatThrownBy(scheduler::runUntilIdle).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void timeDoesNotRunBackwards() {
        SerialExecutor executor = scheduler.newSerialExecutor();

        assertThatThrownBy(() -> scheduler.advance(SECOND.negated())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> executor.schedule(SECOND.negated(), () -> ran.add("never")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(scheduler.pendingTasks()).isZero();
    }

    private void note(String name) {
        ran.add(name + " at " + scheduler.now().toSeconds() + " s");
    }

    private static List<String> runWithSeed(long seed) {
        DeterministicScheduler drawing = new DeterministicScheduler(new ManualClock(), new Random(seed));
        List<String> run = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            SerialExecutor executor = drawing.newSerialExecutor();
            for (int i = 0; i < 3; i++) {
                String task = name + i;
                executor.execute(() -> run.add(task));
            }
        }
        drawing.runUntilIdle();
        return run;
    }
}
