package org.realtimeupdates.adapter.netty.client;

import javax.net.ssl.SSLContext;
import org.realtimeupdates.adapter.websocket.client.Dialer;
import org.realtimeupdates.adapter.websocket.client.PendingAttempt;
import org.realtimeupdates.adapter.websocket.client.Trust;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;

/**
 * Opens WebSockets with Netty, through the HTTP proxy that the JVM has for a server, if any. All clients of a JVM share a few network
 * threads; they are daemons, which end half a minute after the last connection. Follows no redirect, compresses nothing, reconnects
 * never by itself. An attempt that fails or is not answered in time leaves no socket open.
 */
public final class NettyTransport implements ClientTransport, AutoCloseable {

    private final SSLContext sslContext;
    private final Dialer dialer = new Dialer();

    /** The transport for all clients of this JVM that need nothing special: it trusts whom the JVM trusts, and is never closed. */
    public static ClientTransport shared() {
        return Shared.TRANSPORT;
    }

    /** Made when it is first asked for. */
    private static final class Shared {
        private static final NettyTransport TRANSPORT = new NettyTransport();
    }

    /** A transport that trusts whom the JVM trusts. */
    public NettyTransport() {
        this(Trust.ofTheJvm());
    }

    /**
     * A transport with its own trust.
     *
     * @param sslContext for {@code wss}; the host's name is verified in any case
     */
    public NettyTransport(SSLContext sslContext) {
        this.sslContext = sslContext;
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        PendingAttempt pending = new PendingAttempt(request, attempt);
        ClientSocket socket = new ClientSocket(pending, sslContext, SharedNetwork.OF_THE_JVM, dialer.timer());
        pending.cutWith(socket::cut);
        dialer.dial(pending, socket::open);
    }

    /**
     * Ends attempts that have not begun as failed. Open connections stay open: whoever owns them closes them.
     */
    @Override
    public void close() {
        dialer.close();
    }
}
