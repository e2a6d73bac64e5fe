package org.realtimeupdates.adapter.cli;

/** What a signal does: a clean end with exit code 0. */
final class Shutdown {

    private Shutdown() {}

    /** Runs the task when the process is told to end, and ends it with 0 when the task is done. */
    static void onSignal(Runnable task) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            task.run();
                            StandardStreams.OUT.flush();
                            StandardStreams.ERR.flush();
                            Runtime.getRuntime().halt(RealtimeCommand.DONE);
                        },
                        "realtime-shutdown"));
    }
}
