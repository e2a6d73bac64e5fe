package org.realtimeupdates.adapter.threads;

import static org.realtimeupdates.adapter.threads.Interleavings.join;
import static org.realtimeupdates.adapter.threads.Interleavings.require;
import static org.realtimeupdates.adapter.threads.Interleavings.startAndJoin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.MINUTES)
class SerialExecutorInterleavingsTest {

    @Test
    void everyTaskRunsOnceAndThoseOfOneThreadInOrder() {
        Interleavings.of(() -> {
            List<Thread> pool = new CopyOnWriteArrayList<>();
            PooledSerialExecutor executor = new PooledSerialExecutor(
                    task -> {
                        Thread thread = new Thread(task);
                        pool.add(thread);
                        thread.start();
                    },
                    new ScheduledThreadPoolExecutor(1));
            // Not thread-safe: it need not be.
            List<String> ran = new ArrayList<>();
            startAndJoin(
                    () -> {
                        executor.execute(() -> ran.add("a"));
                        executor.execute(() -> ran.add("b"));
                    },
                    () -> executor.execute(() -> ran.add("c")));
            for (int i = 0; i < pool.size(); i++) {
                join(pool.get(i));
            }

            require(ran.size() == 3 && ran.contains("c") && ran.indexOf("a") < ran.indexOf("b"), ran);
        });
    }
}
