package org.realtimeupdates.adapter.websocket;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Time in the hands of a test. */
final class ManualTimer {

    private final ScheduledExecutorService executor = mock(ScheduledExecutorService.class);
    private final List<Task> tasks = new ArrayList<>();
    private long now;

    ManualTimer() {
        when(executor.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            TimeUnit unit = call.getArgument(2);
            Task task = new Task(now + unit.toNanos(call.<Long>getArgument(1)), call.getArgument(0));
            tasks.add(task);
            ScheduledFuture<?> future = mock(ScheduledFuture.class);
            when(future.cancel(false)).thenAnswer(cancel -> tasks.remove(task));
            return future;
        });
    }

    ScheduledExecutorService executor() {
        return executor;
    }

    long nanoTime() {
        return now;
    }

    void advance(Duration duration) {
        long end = now + duration.toNanos();
        while (true) {
            Task next = tasks.stream()
                    .filter(task -> task.at() <= end)
                    .min(Comparator.comparingLong(Task::at))
                    .orElse(null);
            if (next == null) {
                now = end;
                return;
            }
            tasks.remove(next);
            now = next.at();
            next.work().run();
        }
    }

    int waiting() {
        return tasks.size();
    }

    private record Task(long at, Runnable work) {}
}
