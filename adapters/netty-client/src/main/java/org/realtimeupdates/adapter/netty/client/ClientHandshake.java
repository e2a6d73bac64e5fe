package org.realtimeupdates.adapter.netty.client;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.EOFException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.adapter.netty.websocket.AcceptKey;
import org.realtimeupdates.adapter.netty.websocket.NettyConnection;
import org.realtimeupdates.adapter.netty.websocket.Sockets;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.client.ConnectFailure;
import org.realtimeupdates.adapter.websocket.client.PendingAttempt;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** Asks for a WebSocket and looks at the answer; gone once there is one. */
final class ClientHandshake extends ChannelInboundHandlerAdapter {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final long FAREWELL_SECONDS = 2;

    private final PendingAttempt attempt;
    private final ScheduledExecutorService timer;
    private final String key;

    ClientHandshake(PendingAttempt attempt, ScheduledExecutorService timer) {
        this.attempt = attempt;
        this.timer = timer;
        byte[] bytes = new byte[KEY_BYTES];
        RANDOM.nextBytes(bytes);
        this.key = Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ConnectRequest request = attempt.request();
        String path = request.endpoint().getRawPath();
        DefaultFullHttpRequest asking = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.GET, path.isEmpty() ? "/" : path, Unpooled.EMPTY_BUFFER);
        HttpHeaders headers = asking.headers();
        headers.set("Host", HostHeader.of(request.endpoint()));
        headers.set("Upgrade", "websocket");
        headers.set("Connection", "Upgrade");
        headers.set("Sec-WebSocket-Key", key);
        headers.set("Sec-WebSocket-Version", "13");
        headers.set("Authorization", "Bearer " + request.token());
        headers.set("Device-Id", request.deviceId());
        List<String> offers = request.offers().stream()
                .filter(Subprotocol::isV1)
                .map(Subprotocol::wireName)
                .toList();
        if (!offers.isEmpty()) {
            headers.set("Sec-WebSocket-Protocol", String.join(", ", offers));
        }
        context.writeAndFlush(asking).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            answered(context.channel(), response);
        }
        // What else comes is the body of a refusal.
        ReferenceCountUtil.release(message);
    }

    private void answered(Channel channel, HttpResponse response) {
        int status = response.status().code();
        if (!response.decoderResult().isSuccess()) {
            attempt.fail(ConnectFailure.noWebSocketServer());
        } else if (status != SWITCHING_PROTOCOLS) {
            attempt.fail(new Disconnect.Refused(status));
        } else if (!isByTheBook(response.headers())) {
            attempt.fail(ConnectFailure.noWebSocketServer());
        } else if (attempt.settle()) {
            settled(channel, attempt.agreed(response.headers().get("Sec-WebSocket-Protocol")));
        } else {
            Sockets.cut(channel);
        }
    }

    private boolean isByTheBook(HttpHeaders headers) {
        return headers.containsValue("Upgrade", "websocket", true)
                && headers.containsValue("Connection", "Upgrade", true)
                && AcceptKey.of(key).equals(headers.get("Sec-WebSocket-Accept"))
                && headers.getAll("Sec-WebSocket-Protocol").size() <= 1
                && !headers.contains("Sec-WebSocket-Extensions");
    }

    private void settled(Channel channel, Optional<Subprotocol> agreed) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(HttpRequestEncoder.class);
        InboundLimits limits =
                new InboundLimits(attempt.request().maxMessageBytes(), InboundLimits.FRAGMENTS_TO_A_CLIENT);
        WebSocketConnection connection =
                NettyConnection.ofClient(channel, agreed.orElse(Subprotocol.BARE), limits, timer);
        if (agreed.isPresent()) {
            attempt.opened(connection, agreed.get());
        } else {
            connection.close(new CloseReason(CloseReason.PROTOCOL_ERROR, "that subprotocol was not offered"));
            Future<?> unused = timer.schedule(() -> Sockets.cut(channel), FAREWELL_SECONDS, TimeUnit.SECONDS);
            attempt.notOffered();
        }
        // What came with the answer is handed on by this.
        pipeline.remove(this);
        pipeline.remove(AnswerDecoder.class);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        attempt.fail(ConnectFailure.of(cause));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        attempt.fail(ConnectFailure.of(new EOFException("closed before an answer")));
    }
}
