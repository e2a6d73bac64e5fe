package org.realtimeupdates.adapter.memory;

import static org.mockito.Mockito.mock;

import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.TransportContract;

class LoopbackTransportTest extends TransportContract {

    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(LoopbackTransportTest::newThread);
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(LoopbackTransportTest::newThread);
    private static final Scheduler SCHEDULER = () -> new ThreadedSerialExecutor(WORKERS, TIMER);

    private LoopbackTransport transport = new LoopbackTransport(mock(RealtimeServer.class), SCHEDULER);

    @Override
    protected TransportEndpoint start(RealtimeServer server) {
        transport = new LoopbackTransport(server, SCHEDULER);
        return new Endpoint(transport);
    }

    @Override
    protected ClientTransport transport() {
        return transport;
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "loopback");
        thread.setDaemon(true);
        return thread;
    }

    private record Endpoint(LoopbackTransport transport) implements TransportEndpoint {

        @Override
        public URI uri() {
            return URI.create("ws://loopback" + RealtimeServer.PATH);
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
