package org.realtimeupdates.testfixtures.time;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/**
 * Runs everything on the thread of the test, under virtual time: nothing runs until the test says so, and the same calls give
 * the same run.
 *
 * <p>Tasks may be handed in from any thread; {@link #runUntilIdle} and {@link #advance} belong to one. A task that throws does
 * not stop the others; the call that ran it throws the same at its end, so that the test fails.
 */
public final class DeterministicScheduler implements Scheduler {

    /** Tasks that follow each other without time passing: more is taken for a loop without end. */
    private static final int MAX_STEPS = 10_000_000;

    private static final Comparator<VirtualTask> BY_TIME =
            Comparator.comparing(VirtualTask::due).thenComparing(VirtualTask::number);

    private final ManualClock clock;
    private final Optional<RandomGenerator> random;
    private final List<VirtualExecutor> runnable = new ArrayList<>();
    private final NavigableSet<VirtualTask> timers = new TreeSet<>(BY_TIME);
    private final TaskFailures failures = new TaskFailures();
    private Duration now = Duration.ZERO;
    private long lastNumber;
    private int pending;
    private boolean running;

    /** Tasks that could run now do so in the order they were given. */
    public DeterministicScheduler() {
        this(new ManualClock());
    }

    /**
     * Tasks that could run now do so in the order they were given.
     *
     * @param clock moves along with virtual time
     */
    public DeterministicScheduler(ManualClock clock) {
        this(clock, Optional.empty());
    }

    /**
     * Which executor runs its next task is drawn by lot; inside one executor the order stays.
     *
     * @param clock moves along with virtual time
     * @param random decides; with the same seed, the same run
     */
    public DeterministicScheduler(ManualClock clock, RandomGenerator random) {
        this(clock, Optional.of(random));
    }

    private DeterministicScheduler(ManualClock clock, Optional<RandomGenerator> random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new VirtualExecutor(this);
    }

    /** Virtual time since the start. */
    public synchronized Duration now() {
        return now;
    }

    /** How many tasks wait, for their turn or for their time. */
    public synchronized int pendingTasks() {
        return pending;
    }

    /** Runs what is due, and what that hands in, until nothing is due. No time passes. */
    public void runUntilIdle() {
        exclusively(this::runDue);
    }

    /**
     * Lets time pass and runs what becomes due, each task at its time.
     *
     * @param duration zero or more
     */
    public void advance(Duration duration) {
        requireNotNegative(duration);
        exclusively(() -> {
            Duration end = now().plus(duration);
            runDue();
            for (Duration next = nextTime(end); next.compareTo(end) < 0; next = nextTime(end)) {
                moveTo(next);
                runDue();
            }
            moveTo(end);
            runDue();
        });
    }

    synchronized void add(VirtualTask task) {
        pending++;
        if (task.due().compareTo(now) > 0) {
            timers.add(task);
        } else {
            makeRunnable(task);
        }
    }

    /** A task of that executor, due that much later than now. */
    synchronized VirtualTask newTask(VirtualExecutor executor, Runnable work, Duration delay) {
        return new VirtualTask(executor, work, now.plus(delay), ++lastNumber);
    }

    synchronized void cancel(VirtualTask task) {
        VirtualExecutor executor = task.executor();
        if (timers.remove(task)) {
            pending--;
        } else if (executor.ready.remove(task)) {
            pending--;
            if (executor.ready.isEmpty()) {
                runnable.remove(executor);
            }
        }
    }

    static void requireNotNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("duration: must not be negative, got " + duration);
        }
    }

    private void exclusively(Runnable work) {
        synchronized (this) {
            if (running) {
                throw new IllegalStateException("called from inside a task");
            }
            running = true;
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                running = false;
            }
        }
        failures.rethrow();
    }

    private void runDue() {
        int steps = 0;
        for (Optional<VirtualTask> task = next(); task.isPresent(); task = next()) {
            if (++steps > MAX_STEPS) {
                throw new IllegalStateException("does not come to rest: " + MAX_STEPS + " tasks and no time passed");
            }
            failures.collect(task.get().work());
        }
    }

    private synchronized Optional<VirtualTask> next() {
        while (!timers.isEmpty() && timers.first().due().compareTo(now) <= 0) {
            makeRunnable(timers.first());
            timers.remove(timers.first());
        }
        if (runnable.isEmpty()) {
            return Optional.empty();
        }
        VirtualExecutor executor = random.map(generator -> runnable.get(generator.nextInt(runnable.size())))
                .orElseGet(this::firstInLine);
        VirtualTask task = executor.ready.remove();
        if (executor.ready.isEmpty()) {
            runnable.remove(executor);
        }
        pending--;
        return Optional.of(task);
    }

    private VirtualExecutor firstInLine() {
        return runnable.stream()
                .min(Comparator.comparingLong(VirtualExecutor::nextTurn))
                .orElseThrow();
    }

    private void makeRunnable(VirtualTask task) {
        VirtualExecutor executor = task.executor();
        if (executor.ready.isEmpty()) {
            runnable.add(executor);
        }
        task.takeTurn(++lastNumber);
        executor.ready.add(task);
    }

    /** When the next timer goes off; that, if there is none. */
    private synchronized Duration nextTime(Duration otherwise) {
        return timers.isEmpty() ? otherwise : timers.first().due();
    }

    private synchronized void moveTo(Duration time) {
        clock.advance(time.minus(now));
        now = time;
    }
}
