package org.realtimeupdates.adapter.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.testfixtures.contract.SchedulerContract;

class ThreadSchedulerContractTest extends SchedulerContract {

    private final ThreadScheduler scheduler = new ThreadScheduler(4);

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Override
    protected Scheduler newScheduler() {
        return scheduler;
    }

    @Override
    protected void runUntil(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    }
}
