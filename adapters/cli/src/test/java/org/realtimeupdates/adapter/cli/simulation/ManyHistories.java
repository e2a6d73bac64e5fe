package org.realtimeupdates.adapter.cli.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.realtimeupdates.testfixtures.simulation.Simulation;
import org.realtimeupdates.testfixtures.simulation.SimulationResult;
import org.realtimeupdates.testfixtures.simulation.Sometimes;

/** Runs the histories of many seeds on several threads and counts what happened in them. Thread-safe. */
final class ManyHistories {

    private final Simulation simulation;
    private final AtomicLong seeds;
    private final long end;
    private final int maxViolations;
    private final Map<Sometimes, Long> sometimes = new EnumMap<>(Sometimes.class);
    private final List<SimulationResult> violations = new ArrayList<>();
    private long histories;
    private long events;
    private long faults;
    private volatile boolean stopped;

    /** @param maxViolations after how many no more histories begin */
    ManyHistories(Simulation simulation, long first, long count, int maxViolations) {
        this.simulation = simulation;
        this.seeds = new AtomicLong(first);
        this.end = first + count;
        this.maxViolations = maxViolations;
    }

    /**
     * Returns when all are run, or no more are to.
     *
     * @param each hears of each history, on the thread that ran it
     */
    void run(int threads, Consumer<SimulationResult> each) throws InterruptedException, ExecutionException {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Callable<Boolean> work = () -> work(each);
            for (Future<Boolean> worker : executor.invokeAll(Collections.nCopies(threads, work))) {
                worker.get();
            }
        } finally {
            executor.shutdown();
        }
    }

    /** No more histories begin. */
    void stop() {
        stopped = true;
    }

    private boolean work(Consumer<SimulationResult> each) {
        while (!stopped) {
            long seed = seeds.getAndIncrement();
            if (seed >= end) {
                break;
            }
            SimulationResult result = simulation.run(seed);
            add(result);
            each.accept(result);
        }
        return true;
    }

    private synchronized void add(SimulationResult result) {
        histories++;
        events += result.events();
        faults += result.faults().size();
        result.sometimes().forEach((what, times) -> sometimes.merge(what, (long) times, Long::sum));
        if (result.violation().isPresent()) {
            violations.add(result);
            if (violations.size() >= maxViolations) {
                stop();
            }
        }
    }

    /** How many were run. */
    synchronized long histories() {
        return histories;
    }

    /** How many things happened in all. */
    synchronized long events() {
        return events;
    }

    /** How many faults struck in all. */
    synchronized long faults() {
        return faults;
    }

    /** How often each of these happened; without those that never did. */
    synchronized Map<Sometimes, Long> sometimes() {
        return new EnumMap<>(sometimes);
    }

    /** Those that went wrong. */
    synchronized List<SimulationResult> violations() {
        return List.copyOf(violations);
    }
}
