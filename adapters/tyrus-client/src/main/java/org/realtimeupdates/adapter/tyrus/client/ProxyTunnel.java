package org.realtimeupdates.adapter.tyrus.client;

import java.io.IOException;
import java.util.function.Consumer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;
import org.realtimeupdates.adapter.websocket.client.ProxyHandshake;
import org.realtimeupdates.adapter.websocket.client.ProxyHandshake.Progress;

/** The way through an HTTP proxy: asks it for the server before anything else, and tells the filters behind by an event. */
final class ProxyTunnel extends BaseFilter {

    private final ProxyHandshake proxy;
    private final Consumer<IOException> refused;
    private boolean open;

    /**
     * A tunnel that is not open yet.
     *
     * @param target host and port
     */
    ProxyTunnel(String target, Consumer<IOException> refused) {
        this.proxy = new ProxyHandshake(target);
        this.refused = refused;
    }

    @Override
    public NextAction handleConnect(FilterChainContext context) {
        context.write(wrap(proxy.request()));
        return context.getStopAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (open) {
            return context.getInvokeAction();
        }
        Buffer bytes = context.getMessage();
        Progress progress = Progress.WAITING;
        while (bytes.hasRemaining() && progress == Progress.WAITING) {
            progress = proxy.accept(bytes.get());
        }
        if (progress == Progress.WAITING) {
            return context.getStopAction();
        }
        if (progress == Progress.REFUSED) {
            refused.accept(new ProxyHandshake.RefusedException());
            context.getConnection().closeSilently();
            return context.getStopAction();
        }
        open = true;
        context.notifyUpstream(() -> ProxyTunnel.class);
        return bytes.hasRemaining() ? context.getInvokeAction() : context.getStopAction();
    }

    private static Buffer wrap(byte[] bytes) {
        return Buffers.wrap(MemoryManager.DEFAULT_MEMORY_MANAGER, bytes);
    }
}
