package org.realtimeupdates.adapter.netty.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.ReceiveWindow;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.application.port.transport.CloseReason;

/** Reads frames, stops while too much is unconsumed, and passes over what comes behind the end. */
final class FrameReader extends WebSocket13FrameDecoder {

    /** What a peer may still send after the connection was closed, and after it has broken the protocol. */
    private static final int MAX_LEFT_OVER = 1 << 20;

    private static final int MAX_LEFT_OVER_WHEN_BROKEN = 256 << 10;

    private final NettySocket socket;
    private final WebSocketConnection connection;
    private final @Nullable FrameGuard guard;
    private int leftOver;
    private boolean unreadable;

    /**
     * A reader before the first frame.
     *
     * @param guard looks at a client's frames; a server's are trusted to be few enough
     */
    FrameReader(NettySocket socket, int maxFrameBytes, @Nullable FrameGuard guard) {
        super(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(guard != null)
                .allowMaskMismatch(false)
                .allowExtensions(false)
                .maxFramePayloadLength(maxFrameBytes)
                .closeOnProtocolViolation(false)
                .withUTF8Validator(false)
                .build());
        this.socket = socket;
        this.connection = socket.connection();
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!(message instanceof ByteBuf bytes)) {
            // The end of the handshake's HTTP.
            ReferenceCountUtil.release(message);
            return;
        }
        // A large frame on a slow link takes longer than silence may last, and is handed over only when it is whole.
        connection.heard();
        if (connection.isClosed()) {
            count(context, bytes.readableBytes());
        }
        if (unreadable) {
            bytes.release();
            return;
        }
        Optional<CloseReason> broken = guard == null
                ? Optional.empty()
                : guard.check(bytes::getByte, bytes.readerIndex(), bytes.writerIndex());
        if (broken.isPresent() || socket.isDeaf()) {
            bytes.release();
            unreadable = broken.isPresent();
            broken.ifPresent(socket::broken);
            if (guard != null && guard.sawClose()) {
                socket.closeIfServer();
            }
            return;
        }
        super.channelRead(context, bytes);
        ReceiveWindow window = connection.window();
        if (window.isFull()) {
            stop(context.channel(), window);
        }
    }

    private void count(ChannelHandlerContext context, int bytes) {
        leftOver += bytes;
        if (leftOver > (socket.isDeaf() ? MAX_LEFT_OVER_WHEN_BROKEN : MAX_LEFT_OVER)) {
            Sockets.cut(context.channel());
        }
    }

    private void stop(Channel channel, ReceiveWindow window) {
        channel.config().setAutoRead(false);
        if (!window.pause(() -> channel.eventLoop().execute(() -> goOn(channel)))) {
            goOn(channel);
        }
    }

    private void goOn(Channel channel) {
        if (guard != null) {
            guard.resumed();
        }
        channel.config().setAutoRead(true);
    }
}
