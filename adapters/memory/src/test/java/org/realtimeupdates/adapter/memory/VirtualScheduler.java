package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/** Runs every task on the thread of the test, when the test says so, in the order given; time goes on by hand. */
final class VirtualScheduler implements Scheduler {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private Duration now = Duration.ZERO;

    private record Timer(Duration due, Runnable task) {}

    /** Runs until nothing is left that is due. A task that throws ends the call, not the others. */
    void run() {
        while (!tasks.isEmpty()) {
            step();
        }
    }

    /** Runs one task. */
    void step() {
        tasks.remove().run();
    }

    /** Lets time pass: tasks that become due then run before those that were waiting. */
    void advance(Duration time) {
        now = now.plus(time);
        List<Timer> due = timers.stream()
                .filter(timer -> timer.due().compareTo(now) <= 0)
                .sorted(Comparator.comparing(Timer::due))
                .toList();
        timers.removeAll(due);
        due.forEach(timer -> timer.task().run());
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new SerialExecutor() {
            @Override
            public void execute(Runnable task) {
                tasks.add(task);
            }

            @Override
            public Cancellation schedule(Duration delay, Runnable task) {
                Timer timer = new Timer(now.plus(delay), task);
                timers.add(timer);
                return () -> timers.remove(timer);
            }
        };
    }
}
