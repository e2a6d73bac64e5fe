package org.realtimeupdates.adapter.tyrus.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.auth.AuthConfig;
import org.realtimeupdates.adapter.tyrus.client.container.SocketContainer;
import org.realtimeupdates.adapter.websocket.client.Dialer;
import org.realtimeupdates.adapter.websocket.client.PendingAttempt;
import org.realtimeupdates.adapter.websocket.client.Trust;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;

/**
 * Opens WebSockets with Tyrus on Grizzly, through the HTTP proxy that the JVM has for a server, if any. All clients of a JVM share one
 * set of network threads; they are daemons, which end half a minute after the last connection. Follows no redirect, compresses nothing,
 * reconnects never by itself. An attempt that fails or is not answered in time leaves no socket open.
 *
 * <p>Tyrus itself writes requests, token included, to its {@code java.util.logging} loggers at level {@code FINE}: leave
 * {@code org.glassfish.tyrus} above that.
 */
public final class TyrusTransport implements ClientTransport, AutoCloseable {

    /** What may be read at a time beyond a message, decrypted records included. */
    private static final int READ_AHEAD = 4 * SharedNetwork.READ_BYTES;

    private final SSLContext sslContext;
    private final Map<Integer, ClientManager> containers = new ConcurrentHashMap<>();
    private final Dialer dialer = new Dialer();

    /** The transport for all clients of this JVM that need nothing special: it trusts whom the JVM trusts, and is never closed. */
    public static ClientTransport shared() {
        return Shared.TRANSPORT;
    }

    /** Made when it is first asked for. */
    private static final class Shared {
        private static final TyrusTransport TRANSPORT = new TyrusTransport();
    }

    /** A transport that trusts whom the JVM trusts. */
    public TyrusTransport() {
        this(Trust.ofTheJvm());
    }

    /**
     * A transport with its own trust.
     *
     * @param sslContext for {@code wss}; the host's name is verified in any case
     */
    public TyrusTransport(SSLContext sslContext) {
        this.sslContext = sslContext;
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        PendingAttempt pending = new PendingAttempt(request, attempt);
        Connecting connecting = new Connecting(pending, sslContext, dialer.timer());
        dialer.dial(pending, () -> connecting.run(container(request.maxMessageBytes())));
    }

    private ClientManager container(int maxMessageBytes) {
        return containers.computeIfAbsent(maxMessageBytes, TyrusTransport::newContainer);
    }

    private static ClientManager newContainer(int maxMessageBytes) {
        ClientManager container = ClientManager.createClient(SocketContainer.class.getName());
        Map<String, Object> properties = container.getProperties();
        properties.put(ClientProperties.REDIRECT_ENABLED, false);
        properties.put(ClientProperties.RETRY_AFTER_SERVICE_UNAVAILABLE, false);
        properties.put(
                ClientProperties.AUTH_CONFIG,
                AuthConfig.Builder.create()
                        .disableProvidedBasicAuth()
                        .disableProvidedDigestAuth()
                        .build());
        properties.put(ClientProperties.INCOMING_BUFFER_SIZE, maxMessageBytes + READ_AHEAD);
        container.setDefaultMaxSessionIdleTimeout(-1);
        return container;
    }

    /**
     * Ends attempts that are under way as failed. Open connections stay open: whoever owns them closes them.
     */
    @Override
    public void close() {
        dialer.close();
    }
}
