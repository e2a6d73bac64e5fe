package org.realtimeupdates.adapter.netty.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.netty.websocket.NettyConnection;
import org.realtimeupdates.adapter.netty.websocket.Sockets;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.adapter.websocket.server.HandshakeRules;
import org.realtimeupdates.adapter.websocket.server.HttpAnswer;
import org.realtimeupdates.adapter.websocket.server.RequestHead;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handshake of one client: answers what is none, asks for the decision on one away from the network threads, reads nothing
 * meanwhile, and is gone once the WebSocket is open.
 */
final class ServerHandshake extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ServerHandshake.class);
    private static final int MAX_HEADERS = 64;

    /** What a client may still send behind a request that was refused. */
    private static final int MAX_LEFT_OVER = 64 << 10;

    private final RealtimeServer server;
    private final StandaloneServerOptions options;
    private final Deciders deciders;
    private final ScheduledExecutorService timer;
    private @Nullable Future<?> deadline;
    private boolean asked;
    private int leftOver;

    ServerHandshake(
            RealtimeServer server, StandaloneServerOptions options, Deciders deciders, ScheduledExecutorService timer) {
        this.server = server;
        this.options = options;
        this.deciders = deciders;
        this.timer = timer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        Channel socket = context.channel();
        deadline = socket.eventLoop()
                .schedule(() -> Sockets.cut(socket), options.handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        Future<?> waiting = deadline;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && !asked) {
            asked = true;
            asked(context, request);
        } else if (message instanceof ByteBuf bytes) {
            leftOver += bytes.readableBytes();
            if (leftOver > MAX_LEFT_OVER) {
                Sockets.cut(context.channel());
            }
        }
        ReferenceCountUtil.release(message);
    }

    private void asked(ChannelHandlerContext context, HttpRequest request) {
        if (!request.decoderResult().isSuccess() || request.headers().size() > MAX_HEADERS) {
            refuse(context, new HttpAnswer(400, "malformed request"));
            return;
        }
        RequestHead head = NettyHttp.head(request);
        Optional<HttpAnswer> refusal = HandshakeRules.check(head);
        if (refusal.isPresent()) {
            refuse(context, refusal.get());
            return;
        }
        Channel socket = context.channel();
        socket.config().setAutoRead(false);
        String key = request.headers().get("Sec-WebSocket-Key").strip();
        deciders.decide(
                        head.handshake(),
                        admission -> socket.eventLoop().execute(() -> decided(context, key, admission)))
                .ifPresent(busy -> refuse(context, busy));
    }

    private void decided(ChannelHandlerContext context, String key, Admission admission) {
        if (!context.channel().isActive()) {
            // Nobody waits for the answer any more: it must not take the place of a connection that lives.
            return;
        }
        if (admission instanceof Admission.Accepted accepted) {
            open(context, key, accepted);
        } else {
            Admission.Refused refused = (Admission.Refused) admission;
            refuse(context, new HttpAnswer(refused.status(), refused.reason()));
        }
    }

    private void open(ChannelHandlerContext context, String key, Admission.Accepted accepted) {
        Channel socket = context.channel();
        context.write(NettyHttp.switching(key, accepted.subprotocol()))
                .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        ChannelPipeline pipeline = socket.pipeline();
        pipeline.remove(HttpResponseEncoder.class);
        WebSocketConnection connection = NettyConnection.ofServer(
                socket,
                accepted.subprotocol(),
                new InboundLimits(options.maxMessageBytes(), InboundLimits.FRAGMENTS_TO_A_SERVER),
                new FrameGuard(options.maxMessageBytes(), options.maxFrames(), System::nanoTime),
                timer);
        connection.start(server.open(accepted, connection));
        // Only now: a client that has its answer is known here.
        socket.flush();
        // What came behind the request is handed on by this.
        pipeline.remove(this);
        pipeline.remove(RequestDecoder.class);
    }

    /** Reads on for a while: the answer would be lost if the socket were closed with something unread. */
    private void refuse(ChannelHandlerContext context, HttpAnswer answer) {
        Channel socket = context.channel();
        context.writeAndFlush(NettyHttp.answer(answer)).addListener(written -> Sockets.endWriting(socket));
        context.pipeline().remove(RequestDecoder.class);
        socket.config().setAutoRead(true);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A handshake failed: {}", cause.getClass().getName());
        ChannelFuture unused = context.close();
    }
}
