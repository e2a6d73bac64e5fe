package org.realtimeupdates.application.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.realtimeupdates.application.Refs;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Command;
import org.realtimeupdates.domain.CommandOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link RealtimeClient} over one WebSocket: a lane for each account, one connection loop, one sender of commands. */
final class SocketClient implements RealtimeClient {

    private static final Logger log = LoggerFactory.getLogger(SocketClient.class);

    private final ClientOptions options;
    private final CommandSender commands;
    private final ConnectionLoop loop;

    SocketClient(ClientIdentity identity, ManageUpdate manageUpdate, ClientPorts ports, ClientOptions options) {
        this.options = options;
        ClientEvents events = new ClientEvents(ports.events(), ports.notifier());
        Map<AccountType, Lane> lanes = new EnumMap<>(AccountType.class);
        for (AccountType account : AccountType.values()) {
            Backoff backoff = new Backoff(ports.random(), options.firstRetryDelay(), options.maxRetryDelay());
            lanes.put(
                    account,
                    new Lane(
                            account,
                            manageUpdate,
                            events,
                            ports.scheduler().newSerialExecutor(),
                            backoff,
                            options.maxBatch()));
        }
        this.commands = new CommandSender(
                ports.outbox(),
                ports.codec(),
                new Refs(ports.random()),
                ports.scheduler().newSerialExecutor());
        this.loop = new ConnectionLoop(identity, ports, options, events, lanes, commands);
    }

    @Override
    public void start() {
        loop.foreground();
    }

    @Override
    public void enterForeground() {
        loop.foreground();
    }

    @Override
    public CompletionStage<Void> enterBackground() {
        return loop.background(false);
    }

    @Override
    public CompletionStage<CommandOutcome> send(AccountType account, Command command) {
        return commands.send(account, command);
    }

    @Override
    public ConnectionState state() {
        return loop.state();
    }

    @Override
    public void close() {
        try {
            loop.background(true).get(options.backgroundGrace().toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            log.warn("The client did not close in time", e);
        } finally {
            commands.close();
        }
    }
}
