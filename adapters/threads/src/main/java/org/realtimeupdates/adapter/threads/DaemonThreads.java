package org.realtimeupdates.adapter.threads;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Threads named {@code realtime-1} and so on, which do not keep the process alive. */
final class DaemonThreads implements ThreadFactory {

    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    @Override
    public Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "realtime-" + LAST_NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
