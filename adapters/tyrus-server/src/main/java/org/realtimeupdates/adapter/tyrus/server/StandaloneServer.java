package org.realtimeupdates.adapter.tyrus.server;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.ssl.SSLFilter;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jakarta.websocket.RealtimeEndpoint;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.ServerAddress;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a {@link RealtimeServer} on a port of its own, with Tyrus on Grizzly. Thread-safe. */
public final class StandaloneServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneServer.class);
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int MAX_HEADERS = 64;
    private static final int READ_BYTES = 8 << 10;
    private static final int READ_AHEAD_BYTES = 64 << 10;

    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final TCPNIOTransport transport;
    private final EngineContainer container;
    private final Deciders deciders;
    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-server-timer");
    private final OpenConnections open;
    private final URI uri;

    private StandaloneServer(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
            throws IOException {
        open = new OpenConnections(options.maxConnections(), options.maxConnectionsPerAddress());
        container = new EngineContainer(options.maxMessageBytes() + READ_AHEAD_BYTES);
        deciders = new Deciders(server, options.maxPendingHandshakes());
        deploy(server, options);
        transport = transport(options);
        int port = bind(address);
        uri = ServerAddress.uri(options.sslContext().isPresent(), address, port);
    }

    /**
     * Binds and begins to accept, with {@link StandaloneServerOptions#DEFAULT}.
     *
     * @param address the only one it listens on; port 0 takes any free one
     * @throws IOException when it cannot listen there
     */
    public static StandaloneServer start(RealtimeServer server, InetSocketAddress address) throws IOException {
        return start(server, address, StandaloneServerOptions.DEFAULT);
    }

    /**
     * Binds and begins to accept.
     *
     * @param address the only one it listens on; port 0 takes any free one
     * @throws IOException when it cannot listen there
     */
    public static StandaloneServer start(
            RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options) throws IOException {
        return new StandaloneServer(server, address, options);
    }

    private void deploy(RealtimeServer server, StandaloneServerOptions options) {
        try {
            container.register(
                    RealtimeEndpoint.config(server, options.maxMessageBytes(), timer, OpeningScope::opening));
        } catch (DeploymentException e) {
            throw new IllegalStateException("the endpoint cannot be deployed", e);
        }
    }

    @SuppressWarnings("deprecation") // every constructor is; Grizzly's own server uses this one
    private static HttpServerFilter httpCodec() {
        return new HttpServerFilter(true, MAX_HEADER_BYTES, null, null, null, MAX_HEADERS, MAX_HEADERS);
    }

    private TCPNIOTransport transport(StandaloneServerOptions options) {
        int threads = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        FilterChainBuilder filters = FilterChainBuilder.stateless().add(new TransportFilter());
        options.sslContext()
                .ifPresent(context ->
                        filters.add(new SSLFilter(new SSLEngineConfigurator(context, false, false, false), null)));
        filters.add(httpCodec());
        filters.add(new RealtimeFilter(container, options, deciders, timer, open));
        TCPNIOTransport built = TCPNIOTransportBuilder.newInstance()
                .setReuseAddress(true)
                .setTcpNoDelay(true)
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("realtime-updates-server")
                        .setCorePoolSize(threads)
                        .setMaxPoolSize(threads))
                .setReadBufferSize(READ_BYTES)
                .build();
        built.setProcessor(filters.build());
        return built;
    }

    private int bind(InetSocketAddress address) throws IOException {
        try {
            InetSocketAddress bound =
                    (InetSocketAddress) transport.bind(address).getLocalAddress();
            transport.start();
            return bound.getPort();
        } catch (IOException | RuntimeException e) {
            stop();
            throw new IOException("cannot listen on " + address.getHostString() + ":" + address.getPort(), e);
        }
    }

    /** Where clients reach it. */
    public URI uri() {
        return uri;
    }

    /**
     * Stops accepting, gives connections that are being closed a few seconds, and cuts what is left. Close the {@link RealtimeServer}
     * first. Idempotent.
     */
    @Override
    public void close() {
        transport.unbindAll();
        if (!open.awaitNone(FAREWELL)) {
            LOG.info("Connections are still open: cutting them");
        }
        stop();
    }

    /** A port is free again once the selector's thread has let go of it. */
    private static void awaitPortFree(@Nullable ExecutorService selectors) {
        try {
            if (selectors != null && !selectors.awaitTermination(FAREWELL.toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.warn("The network threads did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean awaitNoConnections(Duration patience) {
        return open.awaitNone(patience);
    }

    private void stop() {
        ExecutorService selectors = transport.getKernelThreadPool();
        try {
            transport.shutdownNow();
            awaitPortFree(selectors);
        } catch (IOException e) {
            throw new UncheckedIOException("the server did not stop cleanly", e);
        } finally {
            container.stop();
            deciders.close();
            timer.shutdownNow();
            LOG.debug("Stopped");
        }
    }
}
