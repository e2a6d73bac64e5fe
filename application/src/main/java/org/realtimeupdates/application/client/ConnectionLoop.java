package org.realtimeupdates.application.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.LogText;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection while the app is in the foreground: the state machine that {@link ConnectionState} draws. All state
 * belongs to the control executor. Whatever an earlier connection or attempt still says is told apart by its link or its
 * generation, and ignored.
 */
final class ConnectionLoop implements Link.Owner {

    private static final Logger log = LoggerFactory.getLogger(ConnectionLoop.class);

    private static final CloseReason BYE = new CloseReason(CloseReason.NORMAL, "in background");

    private enum Intent {
        BACKGROUND,
        FOREGROUND,
        CLOSED
    }

    private final ClientIdentity identity;
    private final ClientPorts ports;
    private final ClientOptions options;
    private final ClientEvents events;
    private final Map<AccountType, Lane> lanes;
    private final CommandSender commands;
    private final SerialExecutor control;
    private final SerialExecutor credentials;
    private final Backoff backoff;
    private final List<CompletableFuture<Void>> whenIdle = new ArrayList<>();
    private final Map<AccountType, Integer> backlogs = new EnumMap<>(AccountType.class);
    private final Set<AccountType> caughtUp = EnumSet.noneOf(AccountType.class);
    private volatile ConnectionState state = new ConnectionState.Idle();
    private Intent intent = Intent.BACKGROUND;
    private int generation;

    /** The attempt that a token is wanted for; those of earlier ones are not asked for any more. */
    private volatile int tokenWantedFor;

    /** Whether a token is being got or a handshake made; its outcome is waited for even if the app no longer wants it. */
    private boolean attempting;

    private @Nullable Link link;
    private @Nullable Cancellation timer;
    private boolean freshTokenTried;

    /** An attempt was given up whose handshake may still reach the server, and take the place of a later one there. */
    private boolean strayHandshake;

    ConnectionLoop(
            ClientIdentity identity,
            ClientPorts ports,
            ClientOptions options,
            ClientEvents events,
            Map<AccountType, Lane> lanes,
            CommandSender commands) {
        this.identity = identity;
        this.ports = ports;
        this.options = options;
        this.events = events;
        this.lanes = lanes;
        this.commands = commands;
        this.control = ports.scheduler().newSerialExecutor();
        this.credentials = ports.scheduler().newSerialExecutor();
        this.backoff = new Backoff(ports.random(), options.firstRetryDelay(), options.maxRetryDelay());
    }

    ConnectionState state() {
        return state;
    }

    void foreground() {
        control.execute(() -> {
            if (intent == Intent.CLOSED) {
                return;
            }
            intent = Intent.FOREGROUND;
            if (attempting) {
                resume();
            } else if (link == null) {
                connect();
            }
        });
    }

    /** The future is done when the connection is closed; for ever when {@code forGood}. */
    CompletableFuture<Void> background(boolean forGood) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        control.execute(() -> {
            if (intent != Intent.CLOSED) {
                intent = forGood ? Intent.CLOSED : Intent.BACKGROUND;
            }
            whenIdle.add(done);
            if (link == null) {
                idle();
            } else if (!(state instanceof ConnectionState.Closing)) {
                flushAndClose(link);
            }
        });
        return done;
    }

    /** An attempt that was on its way when the app went to the background will do: never two at a time. */
    private void resume() {
        if (!(state instanceof ConnectionState.Connecting)) {
            enter(new ConnectionState.Connecting());
        }
    }

    private void connect() {
        cancelTimer();
        attempting = true;
        int attempt = ++generation;
        tokenWantedFor = attempt;
        enter(new ConnectionState.Connecting());
        credentials.execute(() -> {
            if (attempt != tokenWantedFor) {
                return;
            }
            try {
                String token = credentialsToken();
                control.execute(() -> dial(attempt, token));
            } catch (Exception | Error e) {
                // Without what it says, which may quote a token.
                log.warn("There is no token now: {}", e.getClass().getName());
                control.execute(() -> failed(attempt, new Disconnect.Failed("no token")));
            }
        });
        timer = control.schedule(
                options.connectTimeout(), () -> failed(attempt, new Disconnect.Failed("no token in time")));
    }

    private String credentialsToken() throws Exception {
        return Objects.requireNonNull(identity.credentials().token(), "token");
    }

    private void dial(int attempt, String token) {
        if (attempt != generation) {
            return;
        }
        cancelTimer();
        if (intent != Intent.FOREGROUND) {
            attempting = false;
            return;
        }
        try {
            connect(attempt, token);
        } catch (RuntimeException e) {
            log.error("The transport failed: {}", e.getClass().getName());
            failed(attempt, new Disconnect.Failed("the transport failed"));
        }
    }

    private void connect(int attempt, String token) {
        ConnectRequest request = new ConnectRequest(
                identity.endpoint(),
                identity.deviceId(),
                token,
                options.subprotocols(),
                options.connectTimeout(),
                options.maxMessageBytes());
        Instant dialledAt = ports.clock().instant();
        ports.transport().connect(request, new ConnectAttempt() {
            @Override
            public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
                Link opened = new Link(connection, subprotocol, dialledAt, ports.codec(), control, ConnectionLoop.this);
                control.execute(() -> ConnectionLoop.this.opened(attempt, opened));
                return opened;
            }

            @Override
            public void failed(Disconnect disconnect) {
                control.execute(() -> ConnectionLoop.this.failed(attempt, disconnect));
            }
        });
    }

    private void opened(int attempt, Link opened) {
        if (attempt != generation) {
            opened.close(BYE);
            return;
        }
        attempting = false;
        if (intent != Intent.FOREGROUND) {
            opened.close(BYE);
            return;
        }
        link = opened;
        backlogs.clear();
        caughtUp.clear();
        enter(new ConnectionState.Connected(opened.subprotocol()));
        lanes.values().forEach(lane -> lane.attach(opened));
        commands.attach(opened);
        timer = control.schedule(options.healthyAfter(), () -> {
            if (isCurrent(opened)) {
                healthy();
            }
        });
    }

    private void failed(int attempt, Disconnect disconnect) {
        if (attempt != generation) {
            return;
        }
        attempting = false;
        generation++;
        strayHandshake |= disconnect instanceof Disconnect.Failed;
        if (intent == Intent.FOREGROUND) {
            retry(disconnect);
        }
    }

    @Override
    public void lost(Link lost, Disconnect disconnect) {
        if (lost != link) {
            return;
        }
        boolean closing = state instanceof ConnectionState.Closing;
        detach();
        if (closing) {
            closed();
        } else {
            retry(disconnect);
        }
    }

    private void detach() {
        cancelTimer();
        link = null;
        commands.detach();
        detachLanes(() -> {});
    }

    private void retry(Disconnect disconnect) {
        String reason = describe(disconnect);
        switch (decide(disconnect)) {
            case STOP -> {
                log.warn("Stopped: {}", reason);
                enter(new ConnectionState.Stopped(reason));
            }
            case FRESH_TOKEN -> {
                if (freshTokenTried) {
                    connectAfter(backoff.next(), reason);
                } else {
                    freshTokenTried = true;
                    connectAfter(Duration.ZERO, reason);
                }
            }
            case RETRY_LATE -> {
                log.warn("The server and this client do not understand each other: {}", reason);
                connectAfter(backoff.longest(), reason);
            }
            case RETRY -> connectAfter(backoff.next(), reason);
        }
    }

    private RetryDecision decide(Disconnect disconnect) {
        boolean byItself = strayHandshake
                && disconnect instanceof Disconnect.Closed closed
                && closed.code() == CloseReason.REPLACED;
        if (byItself) {
            strayHandshake = false;
            return RetryDecision.RETRY;
        }
        return RetryDecision.of(disconnect);
    }

    private static String describe(Disconnect disconnect) {
        if (disconnect instanceof Disconnect.Closed closed && !closed.reason().isEmpty()) {
            return closed.summary() + " " + LogText.safe(closed.reason());
        }
        return LogText.safe(disconnect.summary());
    }

    private void connectAfter(Duration delay, String reason) {
        int attempt = ++generation;
        enter(new ConnectionState.Waiting(reason, delay));
        timer = control.schedule(delay, () -> {
            if (attempt == generation && intent == Intent.FOREGROUND) {
                connect();
            }
        });
    }

    private void flushAndClose(Link closing) {
        enter(new ConnectionState.Closing());
        cancelTimer();
        timer = control.schedule(options.backgroundGrace(), () -> closeNow(closing));
        detachLanes(() -> control.execute(() -> closing.whenFlushed(() -> closeNow(closing))));
    }

    private void closeNow(Link closing) {
        if (closing == link) {
            detach();
            closing.close(BYE);
            closed();
        }
    }

    /** The latest intent wins: the app may be in the foreground again. */
    private void closed() {
        if (intent == Intent.FOREGROUND) {
            completeIdle();
            connect();
        } else {
            idle();
        }
    }

    private void idle() {
        if (!attempting) {
            cancelTimer();
            generation++;
        }
        if (!(state instanceof ConnectionState.Idle)) {
            enter(new ConnectionState.Idle());
        }
        completeIdle();
    }

    /** The delays begin anew, and a refused token may be replaced at once again. */
    private void healthy() {
        backoff.reset();
        freshTokenTried = false;
        strayHandshake = false;
    }

    /** Tells those who wait for it, once no lane applies anything any more. */
    private void completeIdle() {
        List<CompletableFuture<Void>> waiting = List.copyOf(whenIdle);
        whenIdle.clear();
        detachLanes(() -> waiting.forEach(done -> done.complete(null)));
    }

    private void detachLanes(Runnable done) {
        AtomicInteger busy = new AtomicInteger(lanes.size());
        lanes.values()
                .forEach(lane -> lane.detach(() -> {
                    if (busy.decrementAndGet() == 0) {
                        done.run();
                    }
                }));
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private void enter(ConnectionState next) {
        state = next;
        events.tell(new ClientEvent.StateChanged(next));
    }

    @Override
    public boolean isCurrent(Link candidate) {
        return candidate == link;
    }

    @Override
    public Lane lane(AccountType account) {
        return Objects.requireNonNull(lanes.get(account));
    }

    @Override
    public void backlog(Link from, AccountType account, int pending) {
        backlogs.put(account, pending);
    }

    @Override
    public void caughtUp(Link from, AccountType account, boolean applied) {
        if (from != link) {
            return;
        }
        if (applied) {
            healthy();
        }
        caughtUp.add(account);
        if (caughtUp.size() == lanes.size() && state instanceof ConnectionState.Connected) {
            enter(new ConnectionState.CaughtUp(
                    backlogs.values().stream().mapToInt(Integer::intValue).sum()));
        }
    }

    @Override
    public void answered(CommandReply reply) {
        commands.answered(reply);
    }
}
