package org.realtimeupdates.application.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/**
 * Executors that do nothing until the test says so, on the test's thread, under virtual time. The order is fixed: always
 * the oldest task of the executor that was made first.
 */
public final class VirtualScheduler implements Scheduler {

    private final List<VirtualExecutor> executors = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private boolean holdNew;

    public VirtualScheduler() {}

    @Override
    public VirtualExecutor newSerialExecutor() {
        VirtualExecutor executor = new VirtualExecutor();
        executor.held = holdNew;
        executors.add(executor);
        return executor;
    }

    /** Executors made from now on are held. */
    public void holdNew() {
        holdNew = true;
    }

    /** The executor made last. */
    public VirtualExecutor newest() {
        return executors.get(executors.size() - 1);
    }

    /** The executor made as the n-th, from 0. */
    public VirtualExecutor executor(int n) {
        return executors.get(n);
    }

    /** Runs all that is due, and what follows from it, on every executor that is not held. */
    public void runAll() {
        boolean ran = true;
        while (ran) {
            ran = false;
            for (VirtualExecutor executor : List.copyOf(executors)) {
                ran |= !executor.held && executor.runNext();
            }
        }
    }

    /** Lets the time pass, running each task when it is due. */
    public void advance(Duration duration) {
        Duration end = now.plus(duration);
        runAll();
        while (true) {
            Timer next = timers.stream()
                    .filter(timer -> timer.due.compareTo(end) <= 0)
                    .min(Comparator.comparing(timer -> timer.due))
                    .orElse(null);
            if (next == null) {
                break;
            }
            now = next.due;
            timers.remove(next);
            next.executor.execute(next.task);
            runAll();
        }
        now = end;
    }

    /** Lets the time pass until the next scheduled task has run. */
    public void advanceToNextTimer() {
        advance(nextDelay());
    }

    /** How long until the next scheduled task. */
    public Duration nextDelay() {
        return timers.stream()
                .map(timer -> timer.due.minus(now))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    public boolean hasTimers() {
        return !timers.isEmpty();
    }

    private record Timer(VirtualExecutor executor, Duration due, Runnable task) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Runs tasks when the test says so. */
    public final class VirtualExecutor implements SerialExecutor {

        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean held;

        private VirtualExecutor() {}

        @Override
        public void execute(Runnable task) {
            tasks.add(Objects.requireNonNull(task));
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            boolean[] cancelled = new boolean[1];
            Timer timer = new Timer(this, now.plus(delay), () -> {
                if (!cancelled[0]) {
                    task.run();
                }
            });
            timers.add(timer);
            return () -> {
                cancelled[0] = true;
                timers.remove(timer);
            };
        }

        /** While held, only {@link #runNext} runs its tasks: as if its thread were busy. */
        public void hold() {
            held = true;
        }

        public void release() {
            held = false;
        }

        /** How many of its tasks wait for their time. */
        public long timers() {
            return timers.stream().filter(timer -> timer.executor == this).count();
        }

        /** Runs the oldest task, if there is one. */
        public boolean runNext() {
            Runnable task = tasks.poll();
            if (task == null) {
                return false;
            }
            task.run();
            return true;
        }

        /** Runs all its tasks, and none of the other executors. */
        public void runAllOfIt() {
            while (runNext()) {}
        }
    }
}
