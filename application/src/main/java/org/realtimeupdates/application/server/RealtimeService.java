package org.realtimeupdates.application.server;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;

/** The server's half, whole: publishes updates and serves the connections they go out on. Thread-safe. */
public final class RealtimeService implements RealtimeServer {

    private final AdmitConnections admissions;
    private final SessionContext context;
    private final PublishUpdate publisher;
    private final ExpiryJob expiry;
    private final AtomicLong handshakes = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A server's half. Until a transport opens connections it only lets go, once a minute, of what its store has kept long
     * enough.
     *
     * @param frames the same that the store of pending updates makes its resets with
     */
    public RealtimeService(ServerPorts ports, UpdateFrames frames, CommandHandler handler, ServerOptions options) {
        Objects.requireNonNull(options, "options");
        Sessions sessions = new Sessions();
        this.admissions = new AdmitConnections(ports.authenticator(), options.allowedOrigins());
        this.context = new SessionContext(
                ports,
                new HandleCommands(ports.handledCommands(), handler),
                new CommandTurns(ports.scheduler()),
                sessions,
                options);
        this.publisher = new PendingPublisher(frames, ports.pendingUpdates(), sessions, context::tell);
        this.expiry = new ExpiryJob(ports.expiry(), ports.scheduler().newSerialExecutor());
        expiry.start();
    }

    /** What services publish with. */
    public PublishUpdate publisher() {
        return publisher;
    }

    @Override
    public long arrived() {
        return handshakes.incrementAndGet();
    }

    @Override
    public Admission admit(Handshake handshake, long arrival) {
        Admission admission = closed.get() ? new Admission.Refused(503, "shutting down") : admissions.admit(handshake);
        if (admission instanceof Admission.Refused refused) {
            context.refused(refused);
            return refused;
        }
        Admission.Accepted accepted = (Admission.Accepted) admission;
        return new Admission.Accepted(accepted.device(), accepted.subprotocol(), arrival);
    }

    @Override
    public ConnectionListener open(Admission.Accepted admission, Connection connection) {
        Session session = new Session(admission, connection, context);
        session.open();
        if (closed.get()) {
            session.close(shutdown());
        }
        return session;
    }

    @Override
    public void close() {
        closed.set(true);
        expiry.stop();
        context.sessions().all().forEach(session -> session.close(shutdown()));
    }

    private static CloseReason shutdown() {
        return new CloseReason(CloseReason.GOING_AWAY, "the server shuts down");
    }
}
