package org.realtimeupdates.testfixtures.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.testfixtures.contract.SchedulerContract;

/** The contract of a scheduler with one mistake; run by {@link WrongSchedulersTest} only. */
class WrongScheduler extends SchedulerContract {

    private static UnaryOperator<SerialExecutor> mistake = UnaryOperator.identity();

    private final DeterministicScheduler right = new DeterministicScheduler();

    /** What is wrong with executors that are made from now on. */
    static void make(UnaryOperator<SerialExecutor> next) {
        mistake = next;
    }

    @Override
    protected Scheduler newScheduler() {
        return () -> mistake.apply(right.newSerialExecutor());
    }

    @Override
    protected void runUntil(CountDownLatch latch) {
        right.advance(Duration.ofSeconds(1));
        assertThat(latch.getCount()).isZero();
    }

    /** An executor that does as the right one does, but for what is overridden. */
    abstract static class Wrong implements SerialExecutor {

        final SerialExecutor real;

        Wrong(SerialExecutor real) {
            this.real = real;
        }

        @Override
        public void execute(Runnable task) {
            real.execute(task);
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            return real.schedule(delay, task);
        }
    }
}
