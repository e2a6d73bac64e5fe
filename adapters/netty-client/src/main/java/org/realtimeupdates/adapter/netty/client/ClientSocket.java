package org.realtimeupdates.adapter.netty.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.netty.websocket.Sockets;
import org.realtimeupdates.adapter.websocket.client.ConnectFailure;
import org.realtimeupdates.adapter.websocket.client.PendingAttempt;
import org.realtimeupdates.adapter.websocket.client.ProxyHandshake;
import org.realtimeupdates.adapter.websocket.client.SharedThreads;

/** The socket of one attempt: can be cut at any time, also before it is connected. Thread-safe. */
final class ClientSocket {

    private static final int LEAST_READ = 1 << 10;
    private static final int FIRST_READ = 4 << 10;
    private static final int MOST_READ = 64 << 10;

    private final PendingAttempt attempt;
    private final URI endpoint;
    private final SSLContext sslContext;
    private final SharedThreads<EventLoopGroup> network;
    private final ScheduledExecutorService timer;
    private volatile @Nullable Channel socket;
    private volatile boolean cut;

    ClientSocket(
            PendingAttempt attempt,
            SSLContext sslContext,
            SharedThreads<EventLoopGroup> network,
            ScheduledExecutorService timer) {
        this.attempt = attempt;
        this.endpoint = attempt.request().endpoint();
        this.sslContext = sslContext;
        this.network = network;
        this.timer = timer;
    }

    /** Begins to connect. Blocks no longer than the look-up of a name takes. */
    void open() {
        try {
            Optional<InetSocketAddress> proxy = ProxyHandshake.proxyFor(endpoint);
            InetSocketAddress address =
                    proxy.orElseGet(() -> new InetSocketAddress(endpoint.getHost(), HostHeader.port(endpoint)));
            if (address.isUnresolved()) {
                throw new UnknownHostException("not found");
            }
            connect(address, proxy.isPresent());
        } catch (IOException | RuntimeException e) {
            attempt.fail(ConnectFailure.of(e));
        }
    }

    private void connect(InetSocketAddress address, boolean throughProxy) throws IOException {
        ChannelFuture connecting = new Bootstrap()
                .group(network.enter())
                .channel(NioSocketChannel.class)
                .disableResolver()
                .option(ChannelOption.ALLOCATOR, Sockets.MEMORY)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(LEAST_READ, FIRST_READ, MOST_READ))
                .option(ChannelOption.TCP_NODELAY, true)
                // The attempt's timeout is the only one.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        handlers(made.pipeline(), throughProxy);
                    }
                })
                .connect(address);
        connecting.addListener(done -> {
            Throwable cause = done.cause();
            if (cause != null) {
                attempt.fail(ConnectFailure.of(cause));
            }
        });
        Channel made = connecting.channel();
        made.closeFuture().addListener(closed -> network.leave());
        socket = made;
        if (cut) {
            Sockets.cut(made);
        }
    }

    private void handlers(ChannelPipeline pipeline, boolean throughProxy) {
        if (throughProxy) {
            pipeline.addLast(new ProxyTunnel(endpoint.getHost() + ":" + HostHeader.port(endpoint)));
        }
        if (endpoint.getScheme().toLowerCase(Locale.ROOT).equals("wss")) {
            pipeline.addLast(new SslHandler(verifyingTheHost()));
        }
        pipeline.addLast(new HttpRequestEncoder());
        pipeline.addLast(new AnswerDecoder());
        pipeline.addLast(new ClientHandshake(attempt, timer));
    }

    /** A trusted certificate of another host is not enough. */
    private SSLEngine verifyingTheHost() {
        SSLEngine engine = sslContext.createSSLEngine(endpoint.getHost(), HostHeader.port(endpoint));
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Closes the socket at once, or as soon as there is one. */
    void cut() {
        cut = true;
        Channel open = socket;
        if (open != null) {
            Sockets.cut(open);
        }
    }
}
