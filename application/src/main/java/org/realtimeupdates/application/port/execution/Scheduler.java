package org.realtimeupdates.application.port.execution;

/** Where work runs. Real threads in production; one thread under virtual time in a simulation. */
@FunctionalInterface
public interface Scheduler {

    /**
     * A new executor whose tasks run one at a time. Tasks of different executors may run at the same time.
     *
     * <p>Needs no closing: it costs nothing while it has no tasks.
     */
    SerialExecutor newSerialExecutor();
}
