package org.realtimeupdates.adapter.netty.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.adapter.netty.websocket.Sockets;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.ServerAddress;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a {@link RealtimeServer} on a port of its own, with Netty. Thread-safe. */
public final class NettyServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NettyServer.class);
    private static final int BACKLOG = 4096;
    private static final int LEAST_READ = 256;
    private static final int FIRST_READ = 1 << 10;
    private static final int MOST_READ = 16 << 10;
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final EventLoopGroup threads;
    private final Deciders deciders;
    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-server-timer");
    private final OpenConnections open;
    private final Channel listening;
    private final URI uri;

    private NettyServer(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
            throws IOException {
        open = new OpenConnections(options.maxConnections(), options.maxConnectionsPerAddress());
        deciders = new Deciders(server, options.maxPendingHandshakes());
        threads = new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                new DefaultThreadFactory("realtime-updates-server"),
                NioIoHandler.newFactory());
        listening = listen(address, new AcceptedSockets(server, options, deciders, open, timer));
        int port = ((InetSocketAddress) listening.localAddress()).getPort();
        uri = ServerAddress.uri(options.sslContext().isPresent(), address, port);
    }

    /**
     * Binds and begins to accept, with {@link StandaloneServerOptions#DEFAULT}.
     *
     * @param address the only one it listens on; port 0 takes any free one
     * @throws IOException when it cannot listen there
     */
    public static NettyServer start(RealtimeServer server, InetSocketAddress address) throws IOException {
        return start(server, address, StandaloneServerOptions.DEFAULT);
    }

    /**
     * Binds and begins to accept.
     *
     * @param address the only one it listens on; port 0 takes any free one
     * @throws IOException when it cannot listen there
     */
    public static NettyServer start(RealtimeServer server, InetSocketAddress address, StandaloneServerOptions options)
            throws IOException {
        return new NettyServer(server, address, options);
    }

    private Channel listen(InetSocketAddress address, AcceptedSockets sockets) throws IOException {
        ChannelFuture binding = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, Sockets.MEMORY)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ))
                .childHandler(sockets)
                .bind(address)
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            stop();
            throw new IOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort(), binding.cause());
        }
        return binding.channel();
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
        listening.close().awaitUninterruptibly();
        if (!open.awaitNone(FAREWELL)) {
            LOG.info("Connections are still open: cutting them");
        }
        stop();
    }

    boolean awaitNoConnections(Duration patience) {
        return open.awaitNone(patience);
    }

    private void stop() {
        Future<?> ended = threads.shutdownGracefully(0, FAREWELL.toSeconds(), TimeUnit.SECONDS);
        if (!ended.awaitUninterruptibly(2 * FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("The network threads did not end");
        }
        deciders.close();
        timer.shutdownNow();
        LOG.debug("Stopped");
    }
}
