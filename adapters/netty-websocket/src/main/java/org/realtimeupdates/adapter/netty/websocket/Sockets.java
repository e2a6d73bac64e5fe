package org.realtimeupdates.adapter.netty.websocket;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;

/** What is done to sockets at either end. */
public final class Sockets {

    /** Memory for what is read and written; what Netty itself decodes is on the heap, where it becomes text without a copy. */
    public static final ByteBufAllocator MEMORY = new PooledByteBufAllocator(false);

    private Sockets() {}

    /** Closes a socket at once: nothing that waits is written. Callable from any thread. */
    public static void cut(Channel channel) {
        channel.eventLoop()
                .execute(() -> channel.unsafe().close(channel.unsafe().voidPromise()));
    }

    /**
     * Says that nothing more is written and goes on reading, so that the peer gets to read the last words: a socket that is closed with
     * something unread takes them back. On the socket's thread.
     */
    public static void endWriting(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            shutdownOutput(channel);
            return;
        }
        Future<Void> told = tls.closeOutbound();
        told.addListener(done -> shutdownOutput(channel));
    }

    private static void shutdownOutput(Channel channel) {
        if (channel instanceof DuplexChannel socket && socket.isActive()) {
            ChannelFuture unused = socket.shutdownOutput();
        }
    }
}
