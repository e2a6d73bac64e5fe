package org.realtimeupdates.adapter.tyrus.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import org.realtimeupdates.adapter.jakarta.websocket.CloseReasons;
import org.realtimeupdates.adapter.jakarta.websocket.SessionSocket;
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
 * client's messages are not consumed, the container's thread that reads them waits. {@link StandaloneServer} does both better.
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
                server::admit, () -> new RealtimeEndpoint(server, limits, FlowControl.BLOCK, timer)));
    }

    static ServerEndpointConfig config(EndpointConfigurator configurator) {
        return ServerEndpointConfig.Builder.create(RealtimeEndpoint.class, RealtimeServer.PATH)
                .configurator(configurator)
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        Object decision = session.getUserProperties().remove(EndpointConfigurator.ADMISSION);
        if (decision instanceof Admission.Accepted accepted) {
            WebSocketConnection connection =
                    SessionSocket.connection(session, accepted.subprotocol(), limits, flowControl, timer);
            session.getUserProperties().put(CONNECTION, connection);
            OpeningScope.opened(connection);
            connection.start(server.open(accepted, connection));
        } else if (decision instanceof Admission.Refused refused) {
            close(session, CloseReasons.toJakarta(refused.closeReason()));
        } else {
            LOG.error(
                    "A connection without a decision on its handshake was closed: is the container's user property shared?");
            close(session, new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "not admitted"));
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        if (session.getUserProperties().get(CONNECTION) instanceof WebSocketConnection connection) {
            connection.ended(reason.getCloseCode().getCode(), CloseReasons.text(reason));
        }
    }

    @Override
    public void onError(Session session, Throwable error) {
        if (session.getUserProperties().get(CONNECTION) instanceof WebSocketConnection connection) {
            connection.failed(error);
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
