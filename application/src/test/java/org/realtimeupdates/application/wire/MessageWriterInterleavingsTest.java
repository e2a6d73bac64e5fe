package org.realtimeupdates.application.wire;

import static org.realtimeupdates.application.testing.Interleavings.require;
import static org.realtimeupdates.application.testing.Interleavings.startAndJoin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.testing.Interleavings;

/** What the executor of a connection shares with the transport, which tells when a message is written. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class MessageWriterInterleavingsTest {

    // RTU-31
    @Test
    void whatIsAddedWhileAMessageComesToBeWrittenIsSent() {
        Interleavings.of(() -> {
            Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
            Transport transport = new Transport();
            FrameQueue frames = new FrameQueue(9);
            MessageWriter writer = new MessageWriter(
                    transport, Subprotocol.V1, 1 << 10, Duration.ofSeconds(30), new NoTimer(), tasks::add, () -> {});
            writer.addSource(frames);
            frames.add("1");
            writer.pump();
            startAndJoin(transport::write, () -> {
                frames.add("2");
                writer.pump();
            });
            do {
                runAll(tasks);
            } while (transport.write());

            require(transport.sent.equals(List.of("1", "2")), transport.sent);
        });
    }

    private static void runAll(Queue<Runnable> tasks) {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static final class Transport implements Connection {

        private final List<String> sent = new ArrayList<>();
        private final AtomicReference<@Nullable Runnable> underWay = new AtomicReference<>();

        @Override
        public void send(String message, Runnable written) {
            sent.add(message);
            require(underWay.compareAndSet(null, written), "two messages at a time");
        }

        /** Whether there was one to write. */
        boolean write() {
            Runnable written = underWay.getAndSet(null);
            if (written != null) {
                written.run();
            }
            return written != null;
        }

        @Override
        public void close(CloseReason reason) {}
    }

    private static final class NoTimer implements SerialExecutor {

        @Override
        public void execute(Runnable task) {
            throw new IllegalStateException("another executor runs the tasks");
        }

        @Override
        public Cancellation schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
