package org.realtimeupdates.testfixtures.simulation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;

/** One life of the app or the server, from start to crash. What it still does after its death has no effect. */
final class SimulatedProcess implements Scheduler {

    /** The longest wait of a task for its turn. */
    private static final int TURN_NANOS = 40_000;

    private final String name;
    private final World world;
    private final Fault crash;
    private final SplittableRandom turns;
    private final Runnable onDeath;
    private boolean alive = true;
    private long busyUntil;

    SimulatedProcess(String name, World world, Fault crash, Runnable onDeath) {
        this.name = name;
        this.world = world;
        this.crash = crash;
        this.turns = world.random().split();
        this.onDeath = onDeath;
    }

    boolean isAlive() {
        return alive;
    }

    String name() {
        return name;
    }

    /** A call of a port: the process may die of it. */
    void call(String port) {
        call("", port);
    }

    /**
     * A call of a port: the process may die of it.
     *
     * @param stage of the call, in words that the port's name follows
     */
    void call(String stage, String port) {
        if (!alive) {
            throw new Crash();
        }
        if (world.faults().strikes(crash)) {
            world.trace(name, "crash at", stage + port);
            die();
            throw new Crash();
        }
    }

    /** The process ends now; whoever called this goes on, with no effect. */
    void die() {
        if (alive) {
            alive = false;
            onDeath.run();
        }
    }

    /** The task that runs takes so much longer: what its executor does next comes later. */
    void delay(long nanos) {
        busyUntil = Math.max(busyUntil, world.time().now() + nanos);
    }

    /** Runs something in this process; what it throws is a defect, except the death of the process. */
    void run(Runnable task) {
        if (!alive) {
            return;
        }
        try {
            task.run();
        } catch (Crash e) {
            if (alive) {
                throw new IllegalStateException("a crash of another process", e);
            }
        } catch (RuntimeException | Error e) {
            if (alive) {
                world.oracle().unexpected(name, e);
            }
        }
    }

    /** Something that this process does later, if it still lives. */
    VirtualTime.Event after(long nanos, Runnable task) {
        return world.time().after(nanos, () -> run(task));
    }

    @Override
    public SerialExecutor newSerialExecutor() {
        return new Executor();
    }

    /** Runs its tasks one after the other, each at a time drawn from the seed. */
    private final class Executor implements SerialExecutor {

        private final Deque<Runnable> ready = new ArrayDeque<>(4);
        private final Runnable turn = this::turn;

        @Override
        public void execute(Runnable task) {
            if (!alive) {
                return;
            }
            ready.add(task);
            if (ready.size() == 1) {
                scheduleTurn(0);
            }
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            VirtualTime.Event event = world.time().after(delay.toNanos(), () -> execute(task));
            return event::cancel;
        }

        private void scheduleTurn(long busy) {
            world.time().after(busy + turns.nextInt(TURN_NANOS), turn);
        }

        private void turn() {
            Runnable task = ready.peek();
            if (!alive || task == null) {
                return;
            }
            busyUntil = 0;
            SimulatedProcess.this.run(task);
            ready.poll();
            if (!ready.isEmpty() && alive) {
                scheduleTurn(Math.max(0, busyUntil - world.time().now()));
            } else if (busyUntil > world.time().now() && alive) {
                // Stays busy: whatever comes next waits.
                ready.add(() -> {});
                scheduleTurn(busyUntil - world.time().now());
            }
        }
    }
}
