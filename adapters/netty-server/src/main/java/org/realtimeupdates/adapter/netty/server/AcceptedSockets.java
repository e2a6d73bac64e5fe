package org.realtimeupdates.adapter.netty.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.server.RealtimeServer;

/** What every accepted socket begins with: its place among all of them, TLS, and a handshake. */
@ChannelHandler.Sharable
final class AcceptedSockets extends ChannelInitializer<Channel> {

    private final RealtimeServer server;
    private final StandaloneServerOptions options;
    private final Deciders deciders;
    private final OpenConnections open;
    private final ScheduledExecutorService timer;

    AcceptedSockets(
            RealtimeServer server,
            StandaloneServerOptions options,
            Deciders deciders,
            OpenConnections open,
            ScheduledExecutorService timer) {
        this.server = server;
        this.options = options;
        this.deciders = deciders;
        this.open = open;
        this.timer = timer;
    }

    @Override
    protected void initChannel(Channel socket) {
        if (!(socket.remoteAddress() instanceof InetSocketAddress peer)) {
            // It was gone before it was accepted.
            socket.unsafe().closeForcibly();
            return;
        }
        InetAddress address = peer.getAddress();
        Optional<String> noRoom = open.add(address);
        if (noRoom.isPresent()) {
            deciders.refusing(noRoom.get());
            socket.unsafe().closeForcibly();
            return;
        }
        socket.closeFuture().addListener(closed -> open.remove(address));
        ChannelPipeline pipeline = socket.pipeline();
        options.sslContext().ifPresent(context -> pipeline.addLast(new SslHandler(engine(context))));
        pipeline.addLast(new RequestDecoder());
        pipeline.addLast(new HttpResponseEncoder());
        pipeline.addLast(new ServerHandshake(server, options, deciders, timer));
    }

    private static SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        return engine;
    }
}
