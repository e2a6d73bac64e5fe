package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.FilterMapping;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.common.JakartaWebSocketContainer;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.realtimeupdates.adapter.jakarta.websocket.RealtimeEndpoint;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.ServerAddress;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a {@link RealtimeServer} on a port of its own, with Jetty 12 and its Jakarta WebSocket container. In a Jetty that is there
 * already deploy {@link RealtimeEndpoint#config(RealtimeServer, int)} instead. Thread-safe.
 */
public final class JettyServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JettyServer.class);
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Server jetty;
    private final CountingConnector connector;
    private final Deciders deciders;
    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-server-timer");
    private final OpenConnections open;
    private final URI uri;

    private JettyServer(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
            throws IOException {
        open = new OpenConnections(options.maxConnections(), options.maxConnectionsPerAddress());
        deciders = new Deciders(server, options.maxPendingHandshakes());
        jetty = new Server(threads(), new ScheduledExecutorScheduler("realtime-updates-jetty-timer", true), null);
        connector = new CountingConnector(jetty, options, deciders, open, timer, factories(options));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        jetty.addConnector(connector);
        jetty.setErrorHandler(new JettyHttp.Refusals());
        jetty.setStopTimeout(0);
        jetty.setHandler(new HandshakeHandler(deciders, container(server, options)));
        start(address);
        uri = ServerAddress.uri(options.sslContext().isPresent(), address, connector.getLocalPort());
    }

    /**
     * Binds and begins to accept, with {@link StandaloneServerOptions#DEFAULT}.
     *
     * @param address the only one it listens on; port 0 takes any free one
     * @throws IOException when it cannot listen there
     */
    public static JettyServer start(RealtimeServer server, InetSocketAddress address) throws IOException {
        return start(server, address, StandaloneServerOptions.DEFAULT);
    }

    /**
     * Binds and begins to accept.
     *
     * @param address the only one it listens on; port 0 takes any free one
     * @throws IOException when it cannot listen there
     */
    public static JettyServer start(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
            throws IOException {
        return new JettyServer(server, address, options);
    }

    private static QueuedThreadPool threads() {
        int most = Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
        QueuedThreadPool threads = new QueuedThreadPool(most);
        threads.setName("realtime-updates-server");
        threads.setDaemon(true);
        return threads;
    }

    private static ConnectionFactory[] factories(StandaloneServerOptions options) {
        HttpConfiguration config = new HttpConfiguration();
        config.setRequestHeaderSize(MAX_HEADER_BYTES);
        config.setSendServerVersion(false);
        HttpConnectionFactory http = new HttpConnectionFactory(config) {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                FrameGuard frames = new FrameGuard(options.maxMessageBytes(), options.maxFrames(), System::nanoTime);
                return super.newConnection(connector, new GuardedEndPoint(endPoint, connector.getExecutor(), frames));
            }
        };
        return options.sslContext()
                .map(context -> new ConnectionFactory[] {tls(context, http), http})
                .orElse(new ConnectionFactory[] {http});
    }

    private static SslConnectionFactory tls(SSLContext context, HttpConnectionFactory http) {
        SslContextFactory.Server settings = new SslContextFactory.Server();
        settings.setSslContext(context);
        return new SslConnectionFactory(settings, http.getProtocol());
    }

    private ServletContextHandler container(RealtimeServer server, StandaloneServerOptions options) {
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, (unused, container) -> {
            container.addEndpoint(
                    RealtimeEndpoint.config(server, options.maxMessageBytes(), timer, HandshakeHandler::opening));
            ((JakartaWebSocketContainer) container).addSessionListener(new LeanSessions());
            inFront(context, new FilterHolder(new BriefRequests()));
        });
        return context;
    }

    /** Of the container's own filter. */
    private static void inFront(ServletContextHandler context, FilterHolder filter) {
        filter.setName(BriefRequests.class.getName());
        FilterMapping everything = new FilterMapping();
        everything.setFilterName(filter.getName());
        everything.setPathSpec("/*");
        context.getServletHandler().addFilter(filter);
        context.getServletHandler().prependFilterMapping(everything);
    }

    private void start(InetSocketAddress address) throws IOException {
        try {
            jetty.start();
        } catch (Exception e) {
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
        connector.close();
        if (!open.awaitNone(FAREWELL)) {
            LOG.info("Connections are still open: cutting them");
        }
        stop();
    }

    boolean awaitNoConnections(Duration patience) {
        return open.awaitNone(patience);
    }

    private void stop() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop cleanly", e);
        } finally {
            deciders.close();
            timer.shutdownNow();
            LOG.debug("Stopped");
        }
    }
}
