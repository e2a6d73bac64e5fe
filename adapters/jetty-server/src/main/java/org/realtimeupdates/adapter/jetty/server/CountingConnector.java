package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;

/** Accepts as many sockets as there is room for, and drops the others unread. */
final class CountingConnector extends ServerConnector {

    private static final int BACKLOG = 4096;
    private static final int SELECTORS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final StandaloneServerOptions options;
    private final Deciders deciders;
    private final OpenConnections open;
    private final ScheduledExecutorService timer;

    CountingConnector(
            Server server,
            StandaloneServerOptions options,
            Deciders deciders,
            OpenConnections open,
            ScheduledExecutorService timer,
            ConnectionFactory... factories) {
        super(server, null, null, null, 1, SELECTORS, factories);
        this.options = options;
        this.deciders = deciders;
        this.open = open;
        this.timer = timer;
        setAcceptQueueSize(BACKLOG);
        // Handshakes have a deadline, and WebSockets a heartbeat.
        setIdleTimeout(0);
        addBean(new Uncounting());
    }

    @Override
    public void accept(int acceptor) throws IOException {
        if (!(getTransport() instanceof ServerSocketChannel listening) || !listening.isOpen()) {
            return;
        }
        SocketChannel socket = listening.accept();
        InetAddress address = ((InetSocketAddress) socket.getRemoteAddress()).getAddress();
        Optional<String> noRoom = open.add(address);
        if (noRoom.isPresent()) {
            deciders.refusing(noRoom.get());
            socket.close();
            return;
        }
        socket.configureBlocking(false);
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        getSelectorManager().accept(socket, address);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel socket, ManagedSelector selector, SelectionKey key) {
        InetAddress address = (InetAddress) key.attachment();
        AcceptedEndPoint accepted = new AcceptedEndPoint(socket, selector, key, getScheduler(), address, open);
        accepted.setIdleTimeout(getIdleTimeout());
        accepted.awaitHandshake(options, timer);
        return accepted;
    }

    /** A socket of which no end point could be made has none to tell of its end. */
    private final class Uncounting implements SelectorManager.AcceptListener {

        @Override
        public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
            if (channel instanceof SocketChannel socket) {
                open.remove(socket.socket().getInetAddress());
            }
        }
    }
}
