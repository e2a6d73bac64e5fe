package org.realtimeupdates.adapter.tyrus.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.memory.MemoryManager;

/** The way through an HTTP proxy: asks it for the server before anything else, and tells the filters behind by an event. */
final class ProxyTunnel extends BaseFilter {

    private static final int MAX_ANSWER = 16 << 10;
    private static final String END = "\r\n\r\n";

    private final String target;
    private final Consumer<IOException> refused;
    private final StringBuilder answer = new StringBuilder();
    private boolean open;

    /**
     * A tunnel that is not open yet.
     *
     * @param target host and port
     */
    ProxyTunnel(String target, Consumer<IOException> refused) {
        this.target = target;
        this.refused = refused;
    }

    /** The proxy that the JVM has for that server, if any. */
    static Optional<InetSocketAddress> proxyFor(URI server) {
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return Optional.empty();
        }
        String rest = server.toString().substring(server.getScheme().length());
        return List.of("https", "http").stream()
                .flatMap(scheme -> selector.select(URI.create(scheme + rest)).stream())
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .map(address -> new InetSocketAddress(address.getHostString(), address.getPort()))
                .findFirst();
    }

    @Override
    public NextAction handleConnect(FilterChainContext context) {
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + END;
        context.write(wrap(request.getBytes(StandardCharsets.US_ASCII)));
        return context.getStopAction();
    }

    @Override
    public NextAction handleRead(FilterChainContext context) {
        if (open) {
            return context.getInvokeAction();
        }
        Buffer bytes = context.getMessage();
        while (bytes.hasRemaining()
                && answer.length() < MAX_ANSWER
                && !answer.toString().endsWith(END)) {
            answer.append((char) (bytes.get() & 0xFF));
        }
        String head = answer.toString();
        if (!head.endsWith(END) && answer.length() < MAX_ANSWER) {
            return context.getStopAction();
        }
        if (!head.matches("(?s)HTTP/1\\.[01] 2\\d\\d .*")) {
            refused.accept(new RefusedException());
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

    /** A proxy does not let this client through. */
    static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        RefusedException() {
            super("the proxy refused");
        }
    }
}
