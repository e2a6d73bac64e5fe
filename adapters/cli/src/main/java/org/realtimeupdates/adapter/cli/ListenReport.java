package org.realtimeupdates.adapter.cli;

import jakarta.json.JsonObjectBuilder;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ClientEventListener;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Ref;

/** Prints what happens in a client, and tells when the program should end. Thread-safe. */
final class ListenReport implements ClientEventListener {

    private final JsonLines out;
    private final PrintStream err;
    private final BacklogProgress progress;
    private final boolean exitWhenCaughtUp;
    private final long maxUpdates;
    private final AtomicLong updates = new AtomicLong();
    private final CompletableFuture<Integer> end = new CompletableFuture<>();

    /**
     * A report.
     *
     * @param maxUpdates after how many updates to end
     */
    ListenReport(JsonLines out, PrintStream err, BacklogProgress progress, boolean exitWhenCaughtUp, long maxUpdates) {
        this.out = out;
        this.err = err;
        this.progress = progress;
        this.exitWhenCaughtUp = exitWhenCaughtUp;
        this.maxUpdates = maxUpdates;
    }

    /** Completed with the exit code when the program should end. */
    CompletableFuture<Integer> end() {
        return end;
    }

    @Override
    public void on(ClientEvent event) {
        if (event instanceof ClientEvent.StateChanged changed) {
            report(changed.state());
        } else if (event instanceof ClientEvent.Applied applied) {
            out.print(line(applied));
            counted();
        } else if (event instanceof ClientEvent.Quarantined quarantined) {
            out.print(line(quarantined.update()));
            if (quarantined.update().ref().isPresent()) {
                counted();
            }
        } else if (event instanceof ClientEvent.AlreadyProcessed) {
            progress.step();
        } else if (event instanceof ClientEvent.BacklogStarted started) {
            progress.started(started.pending());
        } else if (event instanceof ClientEvent.StoreFailed failed && !end.isDone()) {
            err.println("store failed: " + failed.reason());
        }
    }

    private JsonObjectBuilder line(ClientEvent.Applied applied) {
        return out.object()
                .add("applied", applied.ref().value())
                .add("account", applied.account().wireName())
                .add("action", applied.action().name())
                .add("type", applied.type())
                .add("ids", out.strings(applied.ids()))
                .add("silent", applied.silent())
                .add("backlog", applied.backlog());
    }

    private JsonObjectBuilder line(QuarantinedUpdate update) {
        JsonObjectBuilder line = out.object();
        JsonLines.addOrNull(line, "quarantined", update.ref().map(Ref::value));
        JsonLines.addOrNull(line, "account", update.account().map(AccountType::wireName));
        return line.add("type", update.type()).add("reason", update.reason());
    }

    private void counted() {
        progress.step();
        if (updates.incrementAndGet() == maxUpdates) {
            end.complete(RealtimeCommand.DONE);
        }
    }

    private void report(ConnectionState state) {
        if (state instanceof ConnectionState.Connecting) {
            err.println("connecting");
        } else if (state instanceof ConnectionState.Connected connected) {
            err.println("connected");
            if (exitWhenCaughtUp && connected.subprotocol() == Subprotocol.BARE) {
                err.println("realtime: --exit-when-caught-up: this server speaks only the original frames and"
                        + " never says when all is sent");
                end.complete(RealtimeCommand.FAILED);
            }
        } else if (state instanceof ConnectionState.CaughtUp caughtUp) {
            progress.done();
            err.println("caught up (" + caughtUp.backlog() + ")");
            if (exitWhenCaughtUp) {
                end.complete(RealtimeCommand.DONE);
            }
        } else if (state instanceof ConnectionState.Waiting waiting) {
            progress.done();
            double seconds = waiting.delay().toMillis() / 1000.0;
            err.println(String.format(Locale.ROOT, "disconnected: %s; next try in %.1f s", waiting.reason(), seconds));
        } else if (state instanceof ConnectionState.Stopped stopped) {
            err.println("stopped: " + stopped.reason());
            end.complete(RealtimeCommand.FAILED);
        } else if (state instanceof ConnectionState.Closing) {
            progress.done();
            err.println("closing");
        } else {
            err.println("in background");
        }
    }
}
