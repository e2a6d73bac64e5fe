package org.realtimeupdates.adapter.jetty.server;

import java.net.InetAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;

/** A counted socket, which is cut when no WebSocket comes of it in time. */
final class AcceptedEndPoint extends SocketChannelEndPoint {

    private final InetAddress address;
    private final OpenConnections open;
    private volatile @Nullable Future<?> deadline;

    AcceptedEndPoint(
            SocketChannel socket,
            ManagedSelector selector,
            SelectionKey key,
            Scheduler scheduler,
            InetAddress address,
            OpenConnections open) {
        super(socket, selector, key, scheduler);
        this.address = address;
        this.open = open;
    }

    /** The socket below an end point with or without TLS. */
    static AcceptedEndPoint below(EndPoint endPoint) {
        return (AcceptedEndPoint) (endPoint instanceof Wrapper tls ? tls.unwrap() : endPoint);
    }

    void awaitHandshake(StandaloneServerOptions options, ScheduledExecutorService timer) {
        deadline = timer.schedule(() -> close(), options.handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the wait for a handshake. */
    void undoDeadline() {
        Future<?> waiting = deadline;
        if (waiting != null) {
            waiting.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void onClose(@Nullable Throwable cause) {
        undoDeadline();
        open.remove(address);
        super.onClose(cause);
    }
}
