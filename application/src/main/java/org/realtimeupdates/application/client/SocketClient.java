package org.realtimeupdates.application.client;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.persistence.QuarantinedUpdate;
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
    private final Map<AccountType, Lane> lanes = new EnumMap<>(AccountType.class);
    private final ConnectionLoop loop;

    SocketClient(
            ClientIdentity identity,
            ManageUpdate manageUpdate,
            ManageQuarantine manageQuarantine,
            ClientPorts ports,
            ClientOptions options) {
        this.options = options;
        ClientEvents events = new ClientEvents(ports.events(), ports.notifier());
        this.commands = new CommandSender(
                ports, events, backoff(ports, options), options.retention().commands());
        LaneWork work = new LaneWork(manageUpdate, manageQuarantine, commands, options);
        for (AccountType account : AccountType.values()) {
            lanes.put(
                    account,
                    new Lane(account, work, events, ports.scheduler().newSerialExecutor(), backoff(ports, options)));
        }
        this.loop = new ConnectionLoop(identity, ports, options, events, lanes, commands);
    }

    @Override
    public void start() {
        lanes.values().forEach(lane -> lane.replays().replayKnown());
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
    public CompletionStage<List<ReplayedUpdate>> replay(Predicate<QuarantinedUpdate> selected) {
        return onEachLane(replays -> replays.replay(selected));
    }

    @Override
    public CompletionStage<List<ReplayedUpdate>> discard(Predicate<QuarantinedUpdate> selected) {
        return onEachLane(replays -> replays.discard(selected));
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

    private CompletionStage<List<ReplayedUpdate>> onEachLane(
            Function<LaneReplays, CompletableFuture<List<ReplayedUpdate>>> task) {
        CompletableFuture<List<ReplayedUpdate>> all = CompletableFuture.completedFuture(List.of());
        for (Lane lane : lanes.values()) {
            all = all.thenCombine(
                    task.apply(lane.replays()),
                    (before, more) ->
                            Stream.concat(before.stream(), more.stream()).toList());
        }
        return all.copy();
    }

    private static Backoff backoff(ClientPorts ports, ClientOptions options) {
        return new Backoff(ports.random(), options.firstRetryDelay(), options.maxRetryDelay());
    }
}
