package org.realtimeupdates.adapter.memory;

import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.server.RealtimeServer;

/**
 * Connects apps to a server in the same process, without sockets.
 *
 * <p>Each connection has one serial executor, on which both ends are told everything, one thing at a time; nothing is
 * delivered on the stack of the one who sends. At most {@value LoopbackTransportPair#MAX_UNCONSUMED} messages wait to be
 * consumed in each direction. The host and port of a request do not matter. Thread-safe.
 */
public final class LoopbackTransport implements ClientTransport, AutoCloseable {

    private final RealtimeServer server;
    private final Scheduler scheduler;
    private volatile boolean closed;

    /** A transport to that server. */
    public LoopbackTransport(RealtimeServer server, Scheduler scheduler) {
        this.server = server;
        this.scheduler = scheduler;
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        new LoopbackTransportHandshake(server, scheduler, request, attempt).start(() -> !closed);
    }

    /** Nobody is reached from now on. Open connections go on: they are the server's to close. Idempotent. */
    @Override
    public void close() {
        closed = true;
    }
}
