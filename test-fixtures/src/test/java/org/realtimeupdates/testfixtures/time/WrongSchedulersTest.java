package org.realtimeupdates.testfixtures.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.testfixtures.contract.ContractRun;
import org.realtimeupdates.testfixtures.time.WrongScheduler.Wrong;

/** The contract of schedulers finds the mistakes that it is there to find: each of these has one. */
class WrongSchedulersTest {

    private static final ContractRun CONTRACT = new ContractRun(WrongScheduler.class);

    /** What only threads can break, and not each time. */
    private static final Set<String> RACES = Set.of("tasksOfOneExecutorNeverOverlap", "aTaskSeesWhatEarlierOnesWrote");

    private record Control(String mistake, UnaryOperator<SerialExecutor> of, Set<String> rules) {}

    @TestFactory
    Stream<DynamicTest> theContractFindsAnExecutorThat() {
        return controls().stream()
                .map(control -> DynamicTest.dynamicTest(control.mistake(), () -> {
                    WrongScheduler.make(control.of());
                    assertThat(CONTRACT.failing(control.rules())).isEqualTo(control.rules());
                }));
    }

    @Test
    void everyRuleIsBrokenByOneOfThemButForRaces() {
        Set<String> rules = new TreeSet<>(RACES);
        controls().forEach(control -> rules.addAll(control.rules()));
        assertThat(rules).isEqualTo(CONTRACT.rules());
    }

    @AfterEach
    void makeNoMistakeAnyMore() {
        WrongScheduler.make(UnaryOperator.identity());
    }

    private static List<Control> controls() {
        return List.of(
                new Control(
                        "runs a task inside the call that hands it in",
                        RunsInside::new,
                        Set.of(
                                "aTaskNeverRunsInsideTheCallThatHandsItIn",
                                "aTaskHandedInByATaskRunsAfterTheOnesGivenBefore")),
                new Control(
                        "runs the last task first", RunsTheLastFirst::new, Set.of("tasksRunInTheOrderTheyWereGiven")),
                new Control(
                        "ends with a task that throws",
                        EndsWithAFailure::new,
                        Set.of("aTaskThatThrowsDoesNotStopTheNext")),
                new Control(
                        "does not wait",
                        DoesNotWait::new,
                        Set.of("aScheduledTaskWaitsForItsTimeWithoutHoldingUpTheOthers")),
                new Control("forgets what is due at once", ForgetsWhatIsDue::new, Set.of("aTaskWithoutADelayRuns")),
                new Control(
                        "cancels nothing",
                        CancelsNothing::new,
                        Set.of("aCancelledTaskDoesNotRun", "aTaskWhoseTimeHasComeCanBeCancelledUntilItRuns")),
                new Control(
                        "cancels all there is", CancelsAll::new, Set.of("cancellingATaskThatIsDoneChangesNothing")));
    }

    private static final class RunsInside extends Wrong {
        RunsInside(SerialExecutor real) {
            super(real);
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }

    private static final class RunsTheLastFirst extends Wrong {
        private final Deque<Runnable> tasks = new ArrayDeque<>();

        RunsTheLastFirst(SerialExecutor real) {
            super(real);
        }

        @Override
        public void execute(Runnable task) {
            tasks.push(task);
            real.execute(() -> tasks.pop().run());
        }
    }

    private static final class EndsWithAFailure extends Wrong {
        private final AtomicBoolean ended = new AtomicBoolean();

        EndsWithAFailure(SerialExecutor real) {
            super(real);
        }

        @Override
        public void execute(Runnable task) {
            real.execute(once(task));
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            return real.schedule(delay, once(task));
        }

        private Runnable once(Runnable task) {
            return () -> {
                if (ended.compareAndSet(false, true)) {
                    task.run();
                    ended.set(false);
                }
            };
        }
    }

    private static final class DoesNotWait extends Wrong {
        DoesNotWait(SerialExecutor real) {
            super(real);
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            return real.schedule(Duration.ZERO, task);
        }
    }

    private static final class ForgetsWhatIsDue extends Wrong {
        ForgetsWhatIsDue(SerialExecutor real) {
            super(real);
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            return delay.isZero() ? () -> {} : real.schedule(delay, task);
        }
    }

    private static final class CancelsNothing extends Wrong {
        CancelsNothing(SerialExecutor real) {
            super(real);
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            real.schedule(delay, task);
            return () -> {};
        }
    }

    private static final class CancelsAll extends Wrong {
        private final AtomicBoolean cancelled = new AtomicBoolean();

        CancelsAll(SerialExecutor real) {
            super(real);
        }

        @Override
        public void execute(Runnable task) {
            if (!cancelled.get()) {
                real.execute(task);
            }
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            real.schedule(delay, task);
            return () -> cancelled.set(true);
        }
    }
}
