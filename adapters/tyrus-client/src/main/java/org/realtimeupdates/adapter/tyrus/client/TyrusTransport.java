package org.realtimeupdates.adapter.tyrus.client;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.auth.AuthConfig;
import org.realtimeupdates.adapter.tyrus.client.container.SocketContainer;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;

/**
 * Opens WebSockets with Tyrus on Grizzly, through the HTTP proxy that the JVM has for a server, if any. All clients of a JVM share one
 * set of network threads; they are daemons, which end half a minute after the last connection. Follows no redirect, compresses nothing,
 * reconnects never by itself. An attempt that fails or is not answered in time leaves no socket open.
 *
 * <p>Tyrus itself writes requests, token included, to its {@code java.util.logging} loggers at level {@code FINE}: leave
 * {@code org.glassfish.tyrus} above that.
 */
public final class TyrusTransport implements ClientTransport, AutoCloseable {

    /** How many handshakes are under way at a time; further ones wait, which counts into their timeout. */
    private static final int CONNECTORS = 16;

    private static final int MAX_WAITING = 10_000;

    /** What may be read at a time beyond a message, decrypted records included. */
    private static final int READ_AHEAD = 4 * SharedNetwork.READ_BYTES;

    private final SSLContext sslContext;
    private final Map<Integer, ClientManager> containers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-client-timer");
    private final ThreadPoolExecutor connectors;

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
        this(trustOfTheJvm());
    }

    /**
     * A transport with its own trust.
     *
     * @param sslContext for {@code wss}; the host's name is verified in any case
     */
    public TyrusTransport(SSLContext sslContext) {
        this.sslContext = sslContext;
        this.connectors = new ThreadPoolExecutor(
                CONNECTORS, CONNECTORS, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "realtime-updates-client-connector");
                    thread.setDaemon(true);
                    return thread;
                });
        connectors.allowCoreThreadTimeOut(true);
    }

    private static SSLContext trustOfTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no default TLS context", e);
        }
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        Connecting connecting = new Connecting(request, attempt, sslContext, timer);
        try {
            Future<?> timeout =
                    timer.schedule(connecting::timeOut, request.timeout().toNanos(), TimeUnit.NANOSECONDS);
            Future<?> task = connectors.submit(() -> connecting.run(container(request.maxMessageBytes())));
            connecting.running(task, timeout);
        } catch (RejectedExecutionException e) {
            connecting.fail(new Disconnect.Failed("too many connections are being opened, or the transport is closed"));
        }
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
        connectors.shutdownNow();
    }
}
