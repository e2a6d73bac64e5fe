package org.realtimeupdates.testfixtures.simulation;

import org.realtimeupdates.application.port.persistence.StoreException;

/** A store as one process meets it: with faults, and with deaths at every call. */
final class ProcessDisk implements Disk {

    private final World world;
    private final SimulatedProcess process;
    private final Fault error;
    private final Fault unknown;
    private final Fault full;
    private final Runnable onUnknown;
    private long fullUntil;

    ProcessDisk(World world, SimulatedProcess process, Fault error, Fault unknown, Fault full, Runnable onUnknown) {
        this.world = world;
        this.process = process;
        this.error = error;
        this.unknown = unknown;
        this.full = full;
        this.onUnknown = onUnknown;
    }

    @Override
    public void beforeCall(String port) {
        dieOrNot("", port);
        if (world.faults().strikes(Fault.SLOW_STORE)) {
            process.delay(world.faults().parameter(3_000) * SimulatedLink.MILLI);
        }
        if (world.faults().strikes(error)) {
            world.trace(process.name(), "store error at", port);
            notForgiven(port);
            throw new StoreException("simulated: an error at " + port);
        }
    }

    @Override
    public void beforeCommit(String port) {
        dieOrNot("commit of ", port);
        if (world.faults().strikes(full)) {
            world.trace(process.name(), "disk full at", port);
            fullUntil = world.time().now() + world.faults().parameter(15_000) * SimulatedLink.MILLI;
        }
        if (fullUntil > world.time().now() && !world.faults().isCalm()) {
            world.happened(Sometimes.DISK_FULL);
            notForgiven(port);
            throw new StoreException("simulated: the disk is full");
        }
    }

    @Override
    public void afterCommit(String port) {
        process.call("end of ", port);
        if (world.faults().strikes(unknown)) {
            world.trace(process.name(), "unknown outcome of", port);
            onUnknown.run();
            world.happened(
                    unknown == Fault.APP_STORE_UNKNOWN
                            ? Sometimes.APP_COMMIT_OUTCOME_UNKNOWN
                            : Sometimes.SERVER_COMMIT_OUTCOME_UNKNOWN);
            throw new StoreException("simulated: " + port + " may have committed");
        }
    }

    /** A try that is not taken back counts as one without an end. */
    private void notForgiven(String port) {
        if (port.equals("forgive")) {
            onUnknown.run();
        }
    }

    private void dieOrNot(String stage, String port) {
        try {
            process.call(stage, port);
        } catch (Crash e) {
            if (port.equals("applyOnce")) {
                world.happened(Sometimes.CRASH_BETWEEN_ATTEMPTS_AND_COMMIT);
            }
            throw e;
        }
    }
}
