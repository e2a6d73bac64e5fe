package org.realtimeupdates.application.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.execution.SerialExecutor.Cancellation;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandReply;

/**
 * Keeps one connection while the app is in the foreground: the state machine that {@link ConnectionState} draws. All state
 * belongs to the control executor. Whatever an earlier connection or attempt still says is told apart by its link or its
 * generation, and ignored.
 */
final class ConnectionLoop implements Dialer.Caller {

    private static final CloseReason BYE = new CloseReason(CloseReason.NORMAL, "in background");

    private enum Intent {
        BACKGROUND,
        FOREGROUND,
        CLOSED
    }

    private final ClientOptions options;
    private final ClientEvents events;
    private final Map<AccountType, Lane> lanes;
    private final CommandSender commands;
    private final SerialExecutor control;
    private final Dialer dialer;
    private final Retries retries;
    private final CatchUp catchUp;
    private final List<CompletableFuture<Void>> whenIdle = new ArrayList<>();
    private volatile ConnectionState state = new ConnectionState.Idle();
    private Intent intent = Intent.BACKGROUND;
    private int generation;

    /** Whether a token is being got or a handshake made; its outcome is waited for even if the app no longer wants it. */
    private boolean attempting;

    private @Nullable Link link;
    private @Nullable Cancellation timer;

    ConnectionLoop(
            ClientIdentity identity,
            ClientPorts ports,
            ClientOptions options,
            ClientEvents events,
            Map<AccountType, Lane> lanes,
            CommandSender commands) {
        this.options = options;
        this.events = events;
        this.lanes = lanes;
        this.commands = commands;
        this.control = ports.scheduler().newSerialExecutor();
        this.dialer = new Dialer(identity, ports, options, control, this);
        this.retries = new Retries(new Backoff(ports.random(), options.firstRetryDelay(), options.maxRetryDelay()));
        this.catchUp = new CatchUp(lanes.keySet());
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
        enter(new ConnectionState.Connecting());
        dialer.askToken(attempt);
        timer = control.schedule(
                options.connectTimeout(), () -> failed(attempt, new Disconnect.Failed("no token in time")));
    }

    @Override
    public void hasToken(int attempt, String token) {
        if (attempt != generation) {
            return;
        }
        cancelTimer();
        if (intent == Intent.FOREGROUND) {
            dialer.dial(attempt, token);
        } else {
            attempting = false;
        }
    }

    @Override
    public void opened(int attempt, Link opened) {
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
        catchUp.begin();
        enter(new ConnectionState.Connected(opened.subprotocol()));
        lanes.values().forEach(lane -> lane.attach(opened));
        opened.attached();
        commands.attach(opened);
        timer = control.schedule(options.healthyAfter(), () -> {
            if (isCurrent(opened)) {
                retries.healthy();
            }
        });
    }

    @Override
    public void failed(int attempt, Disconnect disconnect) {
        if (attempt != generation) {
            return;
        }
        attempting = false;
        generation++;
        retries.attemptFailed(disconnect);
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
        String reason = Retries.describe(disconnect);
        retries.after(disconnect)
                .ifPresentOrElse(
                        delay -> connectAfter(delay, reason), () -> enter(new ConnectionState.Stopped(reason)));
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
        catchUp.backlog(account, pending);
    }

    @Override
    public void caughtUp(Link from, AccountType account, boolean applied) {
        if (from != link) {
            return;
        }
        if (applied) {
            retries.progressed();
        }
        if (catchUp.caughtUp(account) && state instanceof ConnectionState.Connected) {
            enter(new ConnectionState.CaughtUp(catchUp.total()));
        }
    }

    @Override
    public void answered(CommandReply reply) {
        commands.answered(reply);
    }
}
