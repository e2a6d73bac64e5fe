package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.http.HttpContent;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.tyrus.container.grizzly.server.GrizzlyServerFilter;
import org.glassfish.tyrus.spi.ServerContainer;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.SessionConnection;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the sockets and Tyrus: answers what is no handshake, asks for the decision on one away from the network threads, lets
 * Tyrus shake hands only with who was accepted, and stops reading a client whose messages are not consumed.
 */
final class RealtimeFilter extends GrizzlyServerFilter {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeFilter.class);
    private static final int SWITCHING_PROTOCOLS = 101;

    private final RealtimeServer server;
    private final StandaloneServerOptions options;
    private final ThreadPoolExecutor deciders;
    private final ScheduledExecutorService timer;
    private final OpenConnections open;
    private final AtomicLong refusals = new AtomicLong();

    RealtimeFilter(
            ServerContainer container,
            RealtimeServer server,
            StandaloneServerOptions options,
            ThreadPoolExecutor deciders,
            ScheduledExecutorService timer,
            OpenConnections open) {
        super(container, "/");
        this.server = server;
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
            refusing(noRoom.get());
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
        SessionConnection connection = client.connection();
        if (connection != null) {
            return frames(context, client, connection);
        }
        HttpContent message = context.getMessage();
        if (!client.beginHandshake() || !(message.getHttpHeader() instanceof HttpRequestPacket request)) {
            return context.getStopAction();
        }
        Optional<HttpAnswer> refusal = HandshakeRules.check(request);
        if (refusal.isPresent()) {
            return refuse(context, client, request, refusal.get());
        }
        return decide(context, client, request);
    }

    private static NextAction refuse(
            FilterChainContext context, Client client, HttpRequestPacket request, HttpAnswer answer) {
        client.deafen();
        answer.write(context, request);
        return context.getStopAction();
    }

    private NextAction decide(FilterChainContext context, Client client, HttpRequestPacket request) {
        Handshake handshake = HandshakeRules.handshake(request);
        // Taken here: decisions overtake each other.
        long arrival = server.arrived();
        NextAction suspended = context.getSuspendAction();
        context.suspend();
        try {
            deciders.execute(() -> context.resume(decided(context, client, request, admit(handshake, arrival))));
        } catch (RejectedExecutionException e) {
            refusing("too many handshakes wait for a decision");
            HttpAnswer busy = new HttpAnswer(503, "too many handshakes");
            context.resume(refuse(context, client, request, busy));
        }
        return suspended;
    }

    /** One line in a thousand: who floods a server must not flood its log too. */
    private void refusing(String why) {
        long number = refusals.incrementAndGet();
        if (number % 1_000 == 1) {
            LOG.warn("Refusing connections, this is number {}: {}", number, why);
        }
    }

    private Admission admit(Handshake handshake, long arrival) {
        try {
            return server.admit(handshake, arrival);
        } catch (RuntimeException e) {
            LOG.error("The decision on a handshake failed", e);
            return new Admission.Refused(503, "internal error");
        }
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
        HandshakeRules.strip(request);
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

    private NextAction frames(FilterChainContext context, Client client, SessionConnection connection)
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
