package org.realtimeupdates.adapter.netty.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.EngineSocket;
import org.realtimeupdates.adapter.websocket.SendableClose;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.port.transport.CloseReason;

/** An open WebSocket of Netty, below a {@link WebSocketConnection}: takes the frames that {@link FrameReader} has read. */
final class NettySocket extends ChannelInboundHandlerAdapter implements EngineSocket {

    /** What is told for a close frame without a code; never sent. */
    private static final int NO_STATUS = 1005;

    private final Channel channel;
    private final boolean server;
    private final boolean binary;
    private final WebSocketConnection connection;
    private boolean insideText;
    private boolean closeSent;
    private boolean deaf;

    /**
     * A socket that is not read yet.
     *
     * @param server whether this is the server's end, which closes the socket first [RFC 6455, 7.1.1]
     * @param above makes the connection above it
     */
    NettySocket(Channel channel, boolean server, boolean binary, Function<EngineSocket, WebSocketConnection> above) {
        this.channel = channel;
        this.server = server;
        this.binary = binary;
        this.connection = above.apply(this);
    }

    WebSocketConnection connection() {
        return connection;
    }

    /** Whether nothing more that the peer sends is looked at. On the socket's thread. */
    boolean isDeaf() {
        return deaf;
    }

    @Override
    public void read(WebSocketConnection reader) {
        channel.config().setAutoRead(true);
    }

    @Override
    public void send(String message, Consumer<@Nullable Throwable> sent) {
        // The JVM writes many characters at a time, Netty each by itself.
        byte[] text = message.getBytes(StandardCharsets.UTF_8);
        ByteBuf bytes = channel.alloc().ioBuffer(text.length).writeBytes(text);
        ChannelFuture writing =
                channel.writeAndFlush(binary ? new BinaryWebSocketFrame(bytes) : new TextWebSocketFrame(bytes));
        writing.addListener(done -> sent.accept(done.cause()));
    }

    @Override
    public void ping() {
        channel.writeAndFlush(new PingWebSocketFrame()).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void close(CloseReason reason) {
        CloseReason sendable = SendableClose.of(reason);
        channel.eventLoop().execute(() -> {
            if (!closeSent) {
                closeSent = true;
                channel.config().setAutoRead(true);
                channel.writeAndFlush(new CloseWebSocketFrame(sendable.code(), sendable.reason()))
                        .addListener(written -> closeWritten());
            }
        });
    }

    /** Who has broken the protocol is told so, and its answer is no news. */
    private void closeWritten() {
        if (deaf) {
            connection.gone();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        WebSocketFrame frame = (WebSocketFrame) message;
        try {
            if (!deaf) {
                take(frame);
            }
        } finally {
            frame.release();
        }
    }

    private void take(WebSocketFrame frame) {
        if (frame instanceof PingWebSocketFrame) {
            pong(frame);
        } else if (frame instanceof CloseWebSocketFrame close) {
            closed(close);
        } else if (!(frame instanceof PongWebSocketFrame)) {
            message(frame);
        }
    }

    private void message(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame) {
            insideText = true;
        } else if (frame instanceof BinaryWebSocketFrame) {
            insideText = false;
        }
        ByteBuffer part = frame.content().nioBuffer();
        if (insideText) {
            connection.assembly().text(part, frame.isFinalFragment());
        } else {
            connection.assembly().binary(part, frame.isFinalFragment());
        }
        deaf = connection.assembly().isBroken();
    }

    /** Left out where the peer reads nothing: answers must not pile up. */
    private void pong(WebSocketFrame ping) {
        if (channel.isWritable() && !closeSent) {
            channel.writeAndFlush(new PongWebSocketFrame(ping.content().retain()))
                    .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
    }

    private void closed(CloseWebSocketFrame frame) {
        deaf = true;
        if (closeSent) {
            connection.gone();
            closeIfServer();
            return;
        }
        closeSent = true;
        int code = frame.statusCode();
        CloseWebSocketFrame echo =
                code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, frame.reasonText());
        channel.writeAndFlush(echo).addListener((ChannelFutureListener) written -> closeIfServer());
        connection.ended(code < 0 ? NO_STATUS : code, code < 0 ? "" : frame.reasonText());
    }

    /** Both sides have closed the WebSocket: the socket is the server's to close [RFC 6455, 7.1.1]. */
    void closeIfServer() {
        if (server && closeSent) {
            ChannelFuture unused = channel.close();
        }
    }

    /** The peer has broken the protocol or a limit. On the socket's thread. */
    void broken(CloseReason reason) {
        deaf = true;
        connection.close(reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            int code = corrupted.closeStatus().code();
            broken(new CloseReason(code, code == CloseReason.TOO_BIG ? "a frame is too big" : "a frame is malformed"));
        } else {
            connection.failed(cause);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        deaf = true;
        connection.gone();
    }
}
