package org.realtimeupdates.application.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.domain.Device;

/** Lets the commands of one device take turns, whichever of its connections they came on. Thread-safe. */
final class CommandTurns {

    private final Scheduler scheduler;

    /** Of the devices that have commands waiting. */
    private final ConcurrentMap<Device, Turns> turns = new ConcurrentHashMap<>();

    CommandTurns(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs the task after those given before for that device. */
    void execute(Device device, Runnable task) {
        Turns taken = turns.compute(device, (key, found) -> {
            Turns now = found == null ? new Turns(scheduler.newSerialExecutor(), 0) : found;
            return new Turns(now.executor, now.waiting + 1);
        });
        taken.executor.execute(() -> {
            try {
                task.run();
            } finally {
                done(device);
            }
        });
    }

    private void done(Device device) {
        turns.computeIfPresent(
                device, (key, found) -> found.waiting == 1 ? null : new Turns(found.executor, found.waiting - 1));
    }

    private record Turns(SerialExecutor executor, int waiting) {}
}
