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
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jakarta.websocket.SessionSocket;
import org.realtimeupdates.adapter.tyrus.client.container.SocketContainer;
import org.realtimeupdates.adapter.websocket.FlowControl;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.client.PendingAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt to connect with Tyrus. */
final class Connecting {

    private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);
    private static final long FAREWELL_SECONDS = 2;

    private final PendingAttempt attempt;
    private final ConnectRequest request;
    private final ClientSocket socket;
    private final ScheduledExecutorService timer;
    private volatile @Nullable WebSocketConnection connection;

    Connecting(PendingAttempt attempt, SSLContext sslContext, ScheduledExecutorService timer) {
        this.attempt = attempt;
        this.request = attempt.request();
        this.socket = new ClientSocket(request.endpoint(), sslContext, SharedNetwork.OF_THE_JVM, this);
        this.timer = timer;
        attempt.cutWith(socket::cut);
    }

    /** Blocks until Tyrus has an outcome, or is interrupted. */
    void run(ClientManager container) {
        try {
            container.connectToServer(new ClientEndpoint(this), config(), request.endpoint());
        } catch (DeploymentException | IOException | RuntimeException e) {
            LOG.debug(
                    "No connection to {}: {}", request.endpoint(), e.getClass().getName());
            attempt.fail(HandshakeFailure.of(e));
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

    /** The socket is closed, in whatever way. */
    void gone() {
        WebSocketConnection opened = connection;
        if (opened != null) {
            opened.ended(org.realtimeupdates.application.port.transport.CloseReason.ABNORMAL, "the connection was cut");
        }
    }

    /** What came of it, if it was opened. */
    @Nullable
    WebSocketConnection connection() {
        return connection;
    }

    /**
     * The handshake succeeded: there is a connection, unless it came too late or agreed on what was not offered.
     *
     * @param keep takes it before anything is told
     */
    void opened(Session session, Consumer<WebSocketConnection> keep) {
        if (!attempt.settle()) {
            close(session, CloseReason.CloseCodes.GOING_AWAY);
            return;
        }
        Optional<Subprotocol> agreed = attempt.agreed(session.getNegotiatedSubprotocol());
        if (agreed.isEmpty()) {
            close(session, CloseReason.CloseCodes.PROTOCOL_ERROR);
            Future<?> unused = timer.schedule(socket::cut, FAREWELL_SECONDS, TimeUnit.SECONDS);
            attempt.notOffered();
            return;
        }
        WebSocketConnection opened = SessionSocket.connection(
                session,
                agreed.get(),
                new InboundLimits(request.maxMessageBytes(), InboundLimits.FRAGMENTS_TO_A_CLIENT),
                FlowControl.PAUSE,
                timer);
        opened.cutWith(socket::cut);
        connection = opened;
        keep.accept(opened);
        attempt.opened(opened, agreed.get());
        if (socket.isClosed()) {
            gone();
        }
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
