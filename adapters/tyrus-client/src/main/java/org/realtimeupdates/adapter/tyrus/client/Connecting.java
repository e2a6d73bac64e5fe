package org.realtimeupdates.adapter.tyrus.client;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.tyrus.client.container.SocketContainer;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.SessionConnection;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to connect: settled once, by the first of success, failure and timeout. */
final class Connecting {

    private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);
    private static final int MAX_FRAGMENTS = 16_384;
    private static final long FAREWELL_SECONDS = 2;

    private final ConnectRequest request;
    private final ConnectAttempt attempt;
    private final ClientSocket socket;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile @Nullable Future<?> task;
    private volatile @Nullable Future<?> timeout;
    private volatile @Nullable SessionConnection connection;

    Connecting(ConnectRequest request, ConnectAttempt attempt, SSLContext sslContext, ScheduledExecutorService timer) {
        this.request = request;
        this.attempt = attempt;
        this.socket = new ClientSocket(request.endpoint(), sslContext, SharedNetwork.OF_THE_JVM, this);
        this.timer = timer;
    }

    void running(Future<?> task, Future<?> timeout) {
        this.task = task;
        this.timeout = timeout;
        if (settled.get()) {
            timeout.cancel(false);
        }
    }

    /** Blocks until Tyrus has an outcome, or is interrupted. */
    void run(ClientManager container) {
        if (settled.get()) {
            return;
        }
        try {
            container.connectToServer(new ClientEndpoint(this), config(), request.endpoint());
        } catch (DeploymentException | IOException | RuntimeException e) {
            LOG.debug(
                    "No connection to {}: {}", request.endpoint(), e.getClass().getName());
            fail(HandshakeFailure.of(e));
        }
    }

    private ClientEndpointConfig config() {
        List<String> offers = request.offers().stream()
                .filter(Subprotocol::isV1)
                .map(Subprotocol::wireName)
                .toList();
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(offers)
                .configurator(new RequestHeaders())
                .build();
        config.getUserProperties().put(SocketContainer.OPENING, (SocketContainer.Opening) socket::open);
        return config;
    }

    void timeOut() {
        fail(new Disconnect.Failed("no answer in " + request.timeout().toMillis() + " ms"));
        Future<?> running = task;
        if (running != null) {
            running.cancel(true);
        }
    }

    /** The socket is closed, in whatever way. */
    void gone() {
        SessionConnection opened = connection;
        if (opened != null) {
            opened.ended(org.realtimeupdates.application.port.transport.CloseReason.ABNORMAL, "the connection was cut");
        }
    }

    /** What came of it, if it was opened. */
    @Nullable
    SessionConnection connection() {
        return connection;
    }

    /** The socket is cut with the attempt: what is on its way must not reach the server behind the next attempt. */
    void fail(Disconnect disconnect) {
        if (settle()) {
            socket.cut();
            attempt.failed(disconnect);
        }
    }

    private boolean settle() {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        Future<?> waiting = timeout;
        if (waiting != null) {
            waiting.cancel(false);
        }
        return true;
    }

    /**
     * The handshake succeeded: there is a connection, unless it came too late or agreed on what was not offered.
     *
     * @param keep takes it before anything is told
     */
    void opened(Session session, Consumer<SessionConnection> keep) {
        if (!settle()) {
            close(session, CloseReason.CloseCodes.GOING_AWAY);
            return;
        }
        Optional<Subprotocol> agreed = agreed(session.getNegotiatedSubprotocol());
        if (agreed.isEmpty()) {
            close(session, CloseReason.CloseCodes.PROTOCOL_ERROR);
            Future<?> unused = timer.schedule(socket::cut, FAREWELL_SECONDS, TimeUnit.SECONDS);
            attempt.failed(new Disconnect.Failed("the server agreed on a subprotocol that was not offered"));
            return;
        }
        SessionConnection opened = new SessionConnection(
                session,
                agreed.get(),
                new InboundLimits(request.maxMessageBytes(), MAX_FRAGMENTS),
                SessionConnection.FlowControl.PAUSE,
                timer);
        opened.cutWith(socket::cut);
        connection = opened;
        keep.accept(opened);
        opened.start(attempt.opened(opened, agreed.get()));
        if (socket.isClosed()) {
            gone();
        }
    }

    private Optional<Subprotocol> agreed(@Nullable String name) {
        if (name == null || name.isEmpty()) {
            return Optional.of(Subprotocol.BARE);
        }
        return Subprotocol.find(name).filter(request.offers()::contains);
    }

    private static void close(Session session, CloseReason.CloseCodes code) {
        try {
            session.close(new CloseReason(code, ""));
        } catch (IOException | IllegalStateException e) {
            LOG.debug(
                    "A connection of no use could not be closed: {}",
                    e.getClass().getName());
        }
    }

    private final class RequestHeaders extends ClientEndpointConfig.Configurator {

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            headers.remove("Origin");
            headers.put("Authorization", List.of("Bearer " + request.token()));
            headers.put("Device-Id", List.of(request.deviceId()));
        }
    }
}
