package org.realtimeupdates.adapter.netty.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.FlowControl;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** Makes connections of sockets whose handshake is done. */
public final class NettyConnection {

    private NettyConnection() {}

    /**
     * The server's end, with its handlers at the end of the pipeline. On the socket's thread; nobody listens yet.
     *
     * @param timer for closing and for the heartbeat; never blocked
     */
    public static WebSocketConnection ofServer(
            Channel channel,
            Subprotocol subprotocol,
            InboundLimits limits,
            FrameGuard guard,
            ScheduledExecutorService timer) {
        WebSocket13FrameEncoder encoder = new WebSocket13FrameEncoder(null);
        return open(channel, subprotocol, limits, guard, encoder, timer);
    }

    /**
     * The client's end, with its handlers at the end of the pipeline. On the socket's thread; nobody listens yet.
     *
     * @param timer for closing and for the heartbeat; never blocked
     */
    public static WebSocketConnection ofClient(
            Channel channel, Subprotocol subprotocol, InboundLimits limits, ScheduledExecutorService timer) {
        WebSocket13FrameEncoder encoder = new WebSocket13FrameEncoder(new StrongMasks());
        return open(channel, subprotocol, limits, null, encoder, timer);
    }

    private static WebSocketConnection open(
            Channel channel,
            Subprotocol subprotocol,
            InboundLimits limits,
            @Nullable FrameGuard guard,
            WebSocket13FrameEncoder encoder,
            ScheduledExecutorService timer) {
        boolean binary = subprotocol.isBinary();
        NettySocket socket = new NettySocket(
                channel,
                guard != null,
                binary,
                below -> new WebSocketConnection(below, binary, limits, FlowControl.PAUSE, timer));
        socket.connection().cutWith(() -> Sockets.cut(channel));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(new FrameReader(socket, limits.maxMessageBytes(), guard));
        pipeline.addLast(encoder);
        pipeline.addLast(socket);
        return socket.connection();
    }
}
