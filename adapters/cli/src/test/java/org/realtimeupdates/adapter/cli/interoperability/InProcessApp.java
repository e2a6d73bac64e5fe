package org.realtimeupdates.adapter.cli.interoperability;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;

/** A client in this process. */
final class InProcessApp implements OurApp {

    private final Heard<String> applied = new Heard<>();
    private final Heard<String> quarantined = new Heard<>();
    private final Heard<String> states = new Heard<>();
    private final RealtimeClient client;

    private InProcessApp(URI server, String device) {
        client = Realtime.client(server, device)
                .credentials(() -> "secret")
                .events(this::on)
                .options(ClientOptions.DEFAULT.withRetryDelays(Duration.ofMillis(10), Duration.ofMillis(20)))
                .build();
    }

    static Maker maker() {
        return new Maker() {
            @Override
            public OurApp start(URI server, String device) {
                InProcessApp app = new InProcessApp(server, device);
                app.client.start();
                return app;
            }

            @Override
            public String send(URI server, String device, String account, String name, String arguments) {
                try (InProcessApp app = new InProcessApp(server, device)) {
                    Command command = Command.of(name, arguments).withRef(new Ref(device));
                    var answer = app.client
                            .send(AccountType.find(account).orElseThrow(), command)
                            .toCompletableFuture()
                            .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS);
                    app.client.start();
                    return word(answer.join());
                } catch (CompletionException e) {
                    throw new AssertionError("no answer", e);
                }
            }
        };
    }

    private static String word(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Processed) {
            return "processed";
        }
        return outcome instanceof CommandOutcome.Rejected ? "rejected" : "unconfirmed";
    }

    @Override
    public String awaitApplied() throws InterruptedException {
        return applied.await("an update", any -> true);
    }

    @Override
    public String awaitQuarantined() throws InterruptedException {
        return quarantined.await("an update in quarantine", any -> true);
    }

    @Override
    public void awaitState(String state) throws InterruptedException {
        states.await(state, told -> told.startsWith(state));
    }

    @Override
    public void background() {
        client.enterBackground();
    }

    @Override
    public void foreground() {
        client.enterForeground();
    }

    @Override
    public void close() {
        client.close();
    }

    private void on(ClientEvent event) {
        if (event instanceof ClientEvent.Applied update) {
            applied.add(update.account().wireName() + " " + update.ref().value() + " " + update.ids());
        } else if (event instanceof ClientEvent.Quarantined update) {
            quarantined.add(update.update().ref().map(Ref::value).orElse("null"));
        } else if (event instanceof ClientEvent.StateChanged changed) {
            states.add(word(changed.state()));
        }
    }

    private static String word(ConnectionState state) {
        if (state instanceof ConnectionState.Connected) {
            return "connected";
        } else if (state instanceof ConnectionState.CaughtUp caughtUp) {
            return "caught up (" + caughtUp.backlog() + ")";
        } else if (state instanceof ConnectionState.Waiting) {
            return "disconnected";
        } else if (state instanceof ConnectionState.Stopped) {
            return "stopped";
        }
        return state.toString();
    }
}
