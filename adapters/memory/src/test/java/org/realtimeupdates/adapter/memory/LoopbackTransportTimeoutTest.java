package org.realtimeupdates.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.RealtimeServer;

class LoopbackTransportTimeoutTest {

    private static final ConnectRequest REQUEST = new ConnectRequest(
            URI.create("ws://any/realtime"), "phone", "token", List.of(), Duration.ofMillis(50), 1 << 20);

    @Test
    void aServerThatDoesNotDecideIsGivenUp() throws Exception {
        CountDownLatch decide = new CountDownLatch(1);
        RealtimeServer server = mock(RealtimeServer.class);
        when(server.admit(any(), anyLong())).thenAnswer(call -> {
            assertThat(decide.await(20, TimeUnit.SECONDS)).isTrue();
            return new Admission.Refused(401, "too late");
        });
        ExecutorService workers = Executors.newCachedThreadPool();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        List<SerialExecutor> executors = new CopyOnWriteArrayList<>();
        try {
            Attempt attempt = new Attempt();
            new LoopbackTransport(server, () -> {
                        executors.add(new ThreadedSerialExecutor(workers, timer));
                        return executors.get(executors.size() - 1);
                    })
                    .connect(REQUEST, attempt);
            assertThat(attempt.failed.get(10, TimeUnit.SECONDS)).isInstanceOf(Disconnect.Failed.class);

            decide.countDown();
            awaitIdle(executors);
            awaitIdle(executors);
            assertThat(attempt.outcomes).hasValue(1);
        } finally {
            decide.countDown();
            timer.shutdownNow();
            workers.shutdown();
        }
    }

    /** What one executor hands to the other is done after the second time. */
    private static void awaitIdle(List<SerialExecutor> executors) throws Exception {
        for (SerialExecutor executor : executors) {
            CompletableFuture.runAsync(() -> {}, executor).get(10, TimeUnit.SECONDS);
        }
    }

    private static final class Attempt implements ConnectAttempt {

        final CompletableFuture<Disconnect> failed = new CompletableFuture<>();
        final AtomicInteger outcomes = new AtomicInteger();

        @Override
        public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
            throw new AssertionError("opened");
        }

        @Override
        public void failed(Disconnect disconnect) {
            outcomes.incrementAndGet();
            failed.complete(disconnect);
        }
    }
}
