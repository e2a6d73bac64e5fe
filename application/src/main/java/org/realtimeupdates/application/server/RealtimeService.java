package org.realtimeupdates.application.server;

import java.util.Objects;
import java.util.Optional;
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
    private final RecentLogouts logouts;
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
        this.logouts = new RecentLogouts(ports.scheduler());
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
        if (context.sessions().isFull(accepted.device(), context.options().maxDevicesPerUser())) {
            context.refused(tooManyDevices());
            return tooManyDevices();
        }
        return accepted.withOrder(arrival);
    }

    @Override
    public ConnectionListener open(Admission.Accepted admission, Connection connection) {
        Session session = new Session(admission, connection, context);
        if (refusal(admission).isEmpty()) {
            session.open();
        }
        // Asked again: what came in between does not know of the session yet.
        refusal(admission).ifPresent(session::close);
        return session;
    }

    private Optional<CloseReason> refusal(Admission.Accepted admission) {
        if (closed.get()) {
            return Optional.of(shutdown());
        }
        return logouts.covers(admission) ? Optional.of(loggedOut()) : Optional.empty();
    }

    /**
     * Ends all connections of a user with 4401, as at a logout, also those whose handshake is under way. The app asks for a fresh token
     * and comes back with it: see to it first that the authenticator does not accept the old one any more. Returns at once; callable
     * from any thread.
     */
    public void disconnect(String user) {
        logouts.add(user, handshakes.incrementAndGet());
        context.sessions().of(user).forEach(session -> session.close(loggedOut()));
    }

    @Override
    public void close() {
        closed.set(true);
        expiry.stop();
        context.sessions().all().forEach(session -> session.close(shutdown()));
    }

    static Admission.Refused tooManyDevices() {
        return new Admission.Refused(429, "too many devices of this user");
    }

    private static CloseReason loggedOut() {
        return new CloseReason(CloseReason.UNAUTHORIZED, "logged out");
    }

    private static CloseReason shutdown() {
        return new CloseReason(CloseReason.GOING_AWAY, "the server shuts down");
    }
}
