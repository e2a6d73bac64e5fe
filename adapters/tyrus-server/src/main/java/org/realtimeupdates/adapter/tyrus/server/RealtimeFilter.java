package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.tyrus.container.grizzly.server.GrizzlyServerFilter;
import org.glassfish.tyrus.spi.ServerContainer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.WebSocketConnection;
import org.realtimeupdates.adapter.websocket.server.Deciders;
import org.realtimeupdates.adapter.websocket.server.FrameGuard;
import org.realtimeupdates.adapter.websocket.server.HandshakeRules;
import org.realtimeupdates.adapter.websocket.server.HttpAnswer;
import org.realtimeupdates.adapter.websocket.server.OpenConnections;
import org.realtimeupdates.adapter.websocket.server.RequestHead;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the sockets and Tyrus: answers what is no handshake, asks for the decision on one away from the network threads, lets
 * Tyrus shake hands only with who was accepted, and stops reading a client whose messages are not consumed.
 */
final class RealtimeFilter extends GrizzlyServerFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeFilter.class);
    private static final int SWITCHING_PROTOCOLS = 101;

    private final StandaloneServerOptions options;
    private final Deciders deciders;
    private final ScheduledExecutorService timer;
    private final OpenConnections open;

    RealtimeFilter(
            ServerContainer container,
            StandaloneServerOptions options,
            Deciders deciders,
            ScheduledExecutorService timer,
            OpenConnections open) {
        super(container, "/");
        this.options = options;
        this.deciders = deciders;
        this.timer = timer;
        this.open = open;
    }

    @Override
    public NextAction handleAccept(FilterChainContext context) throws IOException {
        Connection<?> socket = context.getConnection();
        InetAddress address = ((InetSocketAddress) socket.getPeerAddress()).getAddress();
        Optional<String> noRoom = open.add(address);
        if (noRoom.isPresent()) {
            deciders.refusing(noRoom.get());
            socket.terminateSilently();
            return context.getStopAction();
        }
        FrameGuard frames = new FrameGuard(options.maxMessageBytes(), options.maxFrames(), System::nanoTime);
        Client client = new Client(socket, frames);
        socket.closeFuture().addCompletionHandler(new EmptyCompletionHandler<>() {
            @Override
            public void completed(org.glassfish.grizzly.CloseReason reason) {
                client.gone();
                open.remove(address);
            }
        });
        client.deadline(timer.schedule(client::drop, options.handshakeTimeout().toNanos(), TimeUnit.NANOSECONDS));
        return super.handleAccept(context);
    }

    @Override
    public NextAction handleRead(FilterChainContext context) throws IOException {
        Client client = Client.of(context.getConnection());
        if (client == null || client.isDeaf()) {
            return context.getStopAction();
        }
        WebSocketConnection connection = client.connection();
        if (connection != null) {
            return frames(context, client, connection);
        }
        HttpContent message = context.getMessage();
        if (!client.beginHandshake() || !(message.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getStopAction();
        }
        RequestHead asked = GrizzlyHttp.request(request);
        Optional<HttpAnswer> refusal = HandshakeRules.check(asked);
        if (refusal.isPresent()) {
            return refuse(context, client, request, refusal.get());
        }
        return decide(context, client, request, asked.handshake());
    }

    private static NextAction refuse(
            FilterChainContext context, Client client, HttpRequestPacket request, HttpAnswer answer) {
        client.deafen();
        GrizzlyHttp.write(answer, context, request);
        return context.getStopAction();
    }

    private NextAction decide(
            FilterChainContext context, Client client, HttpRequestPacket request, Handshake handshake) {
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        deciders.decide(handshake, admission -> context.resume(decided(context, client, request, admission)))
                .ifPresent(busy -> context.resume(refuse(context, client, request, busy)));
        return suspended;
    }

    private NextAction decided(
            FilterChainContext context, Client client, HttpRequestPacket request, Admission admission) {
        if (!context.getConnection().isOpen()) {
            // Nobody waits for the answer any more: it must not take the place of a connection that lives.
            return context.getStopAction();
        }
        if (admission instanceof Admission.Accepted accepted) {
            return shakeHands(context, client, request, accepted);
        }
        Admission.Refused refused = (Admission.Refused) admission;
        return refuse(context, client, request, new HttpAnswer(refused.status(), refused.reason()));
    }

    private NextAction shakeHands(
            FilterChainContext context, Client client, HttpRequestPacket request, Admission.Accepted accepted) {
        GrizzlyHttp.strip(request);
        try {
            OpeningScope.open(accepted, client, () -> super.handleRead(context));
        } catch (IOException | RuntimeException e) {
            LOG.warn("A handshake failed: {}", e.getClass().getName());
        }
        if (client.connection() == null || request.getResponse().getStatus() != SWITCHING_PROTOCOLS) {
            client.deafen();
            context.getConnection().closeSilently();
        }
        return context.getStopAction();
    }

    private NextAction frames(FilterChainContext context, Client client, WebSocketConnection connection)
            throws IOException {
        HttpContent message = context.getMessage();
        if (connection.isClosed()) {
            client.receiveFarewell(message.getContent());
            return context.getStopAction();
        }
        Optional<CloseReason> broken = client.receive(message.getContent());
        if (broken.isPresent()) {
            client.deafen();
            connection.close(broken.get());
            return context.getStopAction();
        }
        NextAction next = super.handleRead(context);
        if (!connection.window().isFull()) {
            return next;
        }
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        if (!connection.window().pause(() -> resume(context, client, next))) {
            resume(context, client, next);
        }
        return suspended;
    }

    private static void resume(FilterChainContext context, Client client, @Nullable NextAction next) {
        context.getConnection().getTransport().getWorkerThreadPool().execute(() -> {
            client.resumed();
            context.resume(next);
        });
    }
}
