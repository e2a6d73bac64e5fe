package org.realtimeupdates.adapter.cli;

import java.util.concurrent.atomic.AtomicInteger;

/** How the program ends: by itself with an exit code, or by a signal with 0, after a clean end either way. */
final class Shutdown {

    private static final int BY_SIGNAL = -1;

    /** The code the program ends itself with. */
    private static final AtomicInteger exitCode = new AtomicInteger(BY_SIGNAL);

    private Shutdown() {}

    /** Runs the task when the process is told to end, and ends it with 0 when the task is done. */
    static void onSignal(Runnable task) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            task.run();
                            if (exitCode.get() == BY_SIGNAL) {
                                Runtime.getRuntime().halt(RealtimeCommand.DONE);
                            }
                        },
                        "realtime-shutdown"));
    }

    /** Ends the program; what was to be done on a signal is done now. Does not return. */
    static void exit(int code) {
        exitCode.compareAndSet(BY_SIGNAL, code);
        System.exit(code);
    }

    /** Ends the program from a thread that the end may have to wait for: returns at once. */
    static void fail(String reason) {
        if (exitCode.compareAndSet(BY_SIGNAL, RealtimeCommand.FAILED)) {
            StandardStreams.ERR.println("realtime: " + reason);
            new Thread(() -> System.exit(RealtimeCommand.FAILED), "realtime-exit").start();
        }
    }
}
