package org.realtimeupdates.adapter.websocket.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What is said to an HTTP proxy before anything else: that a tunnel to the server is wanted. Belongs to one thread. */
public final class ProxyHandshake {

    private static final int MAX_ANSWER = 16 << 10;
    private static final String END = "\r\n\r\n";

    private final String target;
    private final StringBuilder answer = new StringBuilder();

    /** How far it is. */
    public enum Progress {
        /** The answer is not there whole. */
        WAITING,
        /** What comes now is the server's. */
        OPEN,
        /** The proxy does not let this client through. */
        REFUSED
    }

    /**
     * Nothing was said yet.
     *
     * @param target host and port
     */
    public ProxyHandshake(String target) {
        this.target = target;
    }

    /** The proxy that the JVM has for that server, if any. Blocks as long as the choice and the look-up of its name take. */
    public static Optional<InetSocketAddress> proxyFor(URI server) {
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

    /** What to send. */
    public byte[] request() {
        return ("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + END).getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes the next byte of the answer, while that is not whole. */
    public Progress accept(byte next) {
        answer.append((char) (next & 0xFF));
        boolean whole = next == '\n' && answer.lastIndexOf(END) == answer.length() - END.length();
        if (!whole && answer.length() < MAX_ANSWER) {
            return Progress.WAITING;
        }
        return whole && answer.toString().matches("(?s)HTTP/1\\.[01] 2\\d\\d .*") ? Progress.OPEN : Progress.REFUSED;
    }

    /** A proxy does not let this client through. */
    public static final class RefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        /** Quotes nothing of what the proxy said. */
        public RefusedException() {
            super("the proxy refused");
        }
    }
}
