package org.realtimeupdates.adapter.tyrus.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.CloseReason;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpClientFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOConnectorHandler;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.tyrus.core.Utils;
import org.glassfish.tyrus.spi.ClientEngine;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.client.ProxyHandshake;
import org.realtimeupdates.adapter.websocket.client.SharedThreads;

/** The socket of one attempt: can be cut at any time, also before it is connected. Thread-safe. */
final class ClientSocket {

    private final URI endpoint;
    private final SSLContext sslContext;
    private final SharedThreads<TCPNIOTransport> network;
    private final Connecting attempt;
    private final AtomicBoolean left = new AtomicBoolean();
    private volatile @Nullable Connection<?> socket;
    private volatile boolean cut;
    private volatile boolean closed;

    ClientSocket(URI endpoint, SSLContext sslContext, SharedThreads<TCPNIOTransport> network, Connecting attempt) {
        this.endpoint = endpoint;
        this.sslContext = sslContext;
        this.network = network;
        this.attempt = attempt;
    }

    /**
     * Begins to connect. Blocks no longer than the look-up of a name takes; the engine is told how it ends.
     *
     * @throws IOException when there are no network threads
     */
    void open(ClientEngine engine) throws IOException {
        Optional<InetSocketAddress> proxy = ProxyHandshake.proxyFor(endpoint);
        int port = Utils.getWsPort(endpoint);
        InetSocketAddress address = proxy.orElseGet(() -> new InetSocketAddress(endpoint.getHost(), port));
        ClientFilter client = new ClientFilter(engine, engine.createUpgradeRequest(null), attempt);
        FilterChainBuilder filters = FilterChainBuilder.stateless().add(new TransportFilter());
        if (proxy.isPresent()) {
            filters.add(new ProxyTunnel(endpoint.getHost() + ":" + port, client::failed));
        }
        if (endpoint.getScheme().equals("wss")) {
            filters.add(new TlsFilter(sslContext, endpoint.getHost(), client::failed));
        }
        connect(address, filters.add(new HttpClientFilter()).add(client).build(), client);
    }

    private void connect(InetSocketAddress address, FilterChain filters, ClientFilter client) throws IOException {
        TCPNIOConnectorHandler connector = new Connector(network.enter(), client);
        connector.setProcessor(filters);
        connector.connect(address, new EmptyCompletionHandler<>() {
            @Override
            public void failed(Throwable cause) {
                client.failed(cause);
                leave();
            }
        });
    }

    private void leave() {
        if (left.compareAndSet(false, true)) {
            network.leave();
        }
    }

    private void made(Connection<?> made, ClientFilter client) {
        made.closeFuture().addCompletionHandler(new EmptyCompletionHandler<>() {
            @Override
            public void completed(CloseReason reason) {
                closed(reason, client);
            }
        });
        socket = made;
        if (cut) {
            made.terminateSilently();
        }
    }

    private void closed(CloseReason reason, ClientFilter client) {
        IOException cause = reason.getCause();
        if (cause == CloseReason.REMOTELY_CLOSED_REASON.getCause()) {
            client.failed(new EOFException("closed before an answer"));
        } else if (cause != CloseReason.LOCALLY_CLOSED_REASON.getCause()) {
            // Who closes on purpose says why by himself.
            client.failed(cause);
        }
        closed = true;
        attempt.gone();
        leave();
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes the socket at once, or as soon as there is one. */
    void cut() {
        cut = true;
        Connection<?> open = socket;
        if (open != null) {
            open.terminateSilently();
        }
    }

    /** Shows a socket before it is connected. */
    private final class Connector extends TCPNIOConnectorHandler {

        private final ClientFilter client;

        Connector(TCPNIOTransport transport, ClientFilter client) {
            super(transport);
            this.client = client;
        }

        @Override
        @SuppressWarnings("rawtypes") // Grizzly's
        protected void preConfigure(Connection connection) {
            made(connection, client);
        }
    }
}
