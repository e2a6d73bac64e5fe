package org.realtimeupdates.adapter.jakarta.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.realtimeupdates.adapter.websocket.FlowControl;
import org.realtimeupdates.adapter.websocket.InboundLimits;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoint of a {@link RealtimeServer} for any Jakarta WebSocket 2.1 container: deploy what {@link #config} gives. Such a container
 * cannot refuse a handshake with a status of ours, so a refused client sees its WebSocket open and at once closed [RTU-52]; while a
 * client's messages are not consumed, the container's thread that reads them waits. A server that stands in front of its container does
 * both better, and deploys what the longer {@code config} gives.
 */
public final class RealtimeEndpoint extends Endpoint {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeEndpoint.class);
    private static final String CONNECTION = RealtimeEndpoint.class.getName() + ".connection";

    private final RealtimeServer server;
    private final InboundLimits limits;
    private final FlowControl flowControl;
    private final ScheduledExecutorService timer;

    RealtimeEndpoint(
            RealtimeServer server, InboundLimits limits, FlowControl flowControl, ScheduledExecutorService timer) {
        this.server = server;
        this.limits = limits;
        this.flowControl = flowControl;
        this.timer = timer;
    }

    /**
     * What to deploy, for example with {@link jakarta.websocket.server.ServerContainer#addEndpoint}; at {@link RealtimeServer#PATH}.
     *
     * @param maxMessageBytes a larger message of a client closes with 1009 [RTU-4]; a container's own limits must allow as much
     */
    public static ServerEndpointConfig config(RealtimeServer server, int maxMessageBytes) {
        InboundLimits limits = new InboundLimits(maxMessageBytes, InboundLimits.FRAGMENTS_TO_A_SERVER);
        ScheduledExecutorService timer = SessionTimer.create("realtime-updates-server-timer");
        return config(new EndpointConfigurator(
                handshake -> Opening.of(server.admit(handshake)),
                () -> new RealtimeEndpoint(server, limits, FlowControl.BLOCK, timer)));
    }

    /**
     * The same for a server that decides on handshakes ahead of its container, and stops reading by itself while a {@link
     * WebSocketConnection#window()} is full.
     *
     * @param timer for closing and for the heartbeat; never blocked
     * @param openings asked on the thread that shakes hands, once a handshake: the one under way there
     */
    public static ServerEndpointConfig config(
            RealtimeServer server, int maxMessageBytes, ScheduledExecutorService timer, Supplier<Opening> openings) {
        InboundLimits limits = new InboundLimits(maxMessageBytes, InboundLimits.FRAGMENTS_TO_A_SERVER);
        return config(new EndpointConfigurator(
                handshake -> openings.get(), () -> new RealtimeEndpoint(server, limits, FlowControl.PAUSE, timer)));
    }

    private static ServerEndpointConfig config(EndpointConfigurator configurator) {
        return ServerEndpointConfig.Builder.create(RealtimeEndpoint.class, RealtimeServer.PATH)
                .configurator(configurator)
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        if (!(session.getUserProperties().remove(EndpointConfigurator.OPENING) instanceof Opening opening)) {
            LOG.error(
                    "A connection without a decision on its handshake was closed: is the container's user property shared?");
            close(session, new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "not admitted"));
        } else if (opening.admission() instanceof Admission.Accepted accepted) {
            WebSocketConnection connection =
                    SessionSocket.connection(session, accepted.subprotocol(), limits, flowControl, timer);
            session.getUserProperties().put(CONNECTION, connection);
            opening.opened().accept(connection);
            connection.start(server.open(accepted, connection));
        } else {
            Admission.Refused refused = (Admission.Refused) opening.admission();
            close(session, CloseReasons.toJakarta(refused.closeReason()));
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (session.getUserProperties().get(CONNECTION) instanceof WebSocketConnection connection) {
            connection.ended(reason.getCloseCode().getCode(), CloseReasons.text(reason));
        }
    }

    /** That of a session which is no longer open is left to {@link #onClose}, which knows the code that it ended with. */
    @Override
    public void onError(Session session, Throwable error) {
        if (session.getUserProperties().get(CONNECTION) instanceof WebSocketConnection connection) {
            if (session.isOpen()) {
                connection.failed(error);
            }
        } else {
            LOG.debug(
                    "A connection that was not open failed: {}",
                    error.getClass().getName());
        }
    }

    private static void close(Session session, CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | IllegalStateException e) {
            LOG.debug(
                    "A refused connection was gone before it was closed: {}",
                    e.getClass().getName());
        }
    }
}
