package org.realtimeupdates.adapter.netty.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.realtimeupdates.adapter.websocket.client.ProxyHandshake;
import org.realtimeupdates.adapter.websocket.client.ProxyHandshake.Progress;

/** The way through an HTTP proxy: asks it for the server before anything else; only then are the handlers behind told of a socket. */
final class ProxyTunnel extends ChannelInboundHandlerAdapter {

    private final ProxyHandshake proxy;

    /**
     * A tunnel that is not open yet.
     *
     * @param target host and port
     */
    ProxyTunnel(String target) {
        this.proxy = new ProxyHandshake(target);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.wrappedBuffer(proxy.request()))
                .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        Progress progress = Progress.WAITING;
        while (bytes.isReadable() && progress == Progress.WAITING) {
            progress = proxy.accept(bytes.readByte());
        }
        if (progress == Progress.OPEN) {
            context.fireChannelActive();
            context.fireChannelRead(bytes);
            context.pipeline().remove(this);
            return;
        }
        bytes.release();
        if (progress == Progress.REFUSED) {
            context.fireExceptionCaught(new ProxyHandshake.RefusedException());
        }
    }
}
