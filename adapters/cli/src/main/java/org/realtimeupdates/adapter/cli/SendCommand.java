package org.realtimeupdates.adapter.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.application.port.notification.ClientEvent;
import org.realtimeupdates.application.port.notification.ConnectionState;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.CommandOutcome;
import org.realtimeupdates.domain.Ref;
import org.realtimeupdates.domain.SocketMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code realtime send}: sends one command and waits for its answer. */
@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Sends one command and prints the server's answer; exit code 1 when it is rejected.",
        footer = {"", "Example:", "  realtime send --token octocat typing '{\"group\":\"g1\"}'"})
final class SendCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "The command's name.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON",
            defaultValue = "{}",
            description = "Its arguments, one JSON object. Default: ${DEFAULT-VALUE}.")
    private String arguments = "{}";

    @Option(names = "--account", description = "personal or business. Default: ${DEFAULT-VALUE}.")
    private String account = "personal";

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = "Device id. Default: made once and kept in the database.")
    private @Nullable String device;

    @Option(
            names = "--database",
            description = {
                "Where the command is kept until it is answered: memory or sqlite:FILE. Default: ${DEFAULT-VALUE}.",
                "In a file it is sent again by the next 'send' or 'listen' with that database."
            })
    private String database = StoreName.MEMORY;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait for the answer: 90s, 15m. Default: 30s.")
    private Duration timeout = Duration.ofSeconds(30);

    SendCommand() {}

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        StoreName databaseName = StoreName.ofApp(spec, "--database", database);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new ParameterException(spec.commandLine(), "--timeout: must be positive, got " + timeout);
        }
        AccountType accountType = AccountType.find(account)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--account " + account + ": personal or business is expected"));
        Ref ref = new Ref(UUID.randomUUID().toString());
        org.realtimeupdates.domain.Command command = command(accountType, ref);
        try (ClientDatabase opened = ClientDatabase.open(databaseName)) {
            String deviceId = device == null ? opened.deviceId() : device;
            return send(connection.identity(spec, deviceId, System.getenv()), opened, accountType, command, ref);
        }
    }

    private int send(
            ClientIdentity identity,
            ClientDatabase opened,
            AccountType accountType,
            org.realtimeupdates.domain.Command command,
            Ref ref)
            throws InterruptedException, ExecutionException {
        CompletableFuture<CommandOutcome> answer = new CompletableFuture<>();
        RealtimeClient client = Realtime.client(identity.endpoint(), identity.deviceId())
                .credentials(identity.credentials())
                .transport(connection.transport())
                .store(onlyCommands(opened.store()))
                .events(event -> report(event, answer))
                .build();
        try {
            client.send(accountType, command).whenComplete((outcome, failure) -> {
                if (failure == null) {
                    answer.complete(outcome);
                } else {
                    answer.completeExceptionally(failure);
                }
            });
            client.start();
            return report(ref, answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            StandardStreams.ERR.println("realtime: no answer in " + timeout.toSeconds() + " s");
            return RealtimeCommand.FAILED;
        } catch (ExecutionException e) {
            StandardStreams.ERR.println("realtime: "
                    + Optional.ofNullable(e.getCause())
                            .map(Throwable::getMessage)
                            .orElse("failed"));
            return RealtimeCommand.FAILED;
        } finally {
            client.close();
        }
    }

    private org.realtimeupdates.domain.Command command(AccountType accountType, Ref ref) {
        try {
            org.realtimeupdates.domain.Command command =
                    org.realtimeupdates.domain.Command.of(name, arguments).withRef(ref);
            JsonbMessageCodec codec = new JsonbMessageCodec();
            String frame = codec.encode(new SocketMessage(accountType, command), Subprotocol.V1);
            if (codec.decode(frame, MessageCodec.Sender.CLIENT, Subprotocol.V1).get(0) instanceof Decoded.Frame) {
                return command;
            }
            throw new ParameterException(
                    spec.commandLine(), "JSON: one JSON object that keeps the protocol is expected");
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "JSON: one JSON object is expected", e);
        }
    }

    /** Takes no updates: they are the business of whoever listens as this device, and wait for it. */
    private static ClientStore onlyCommands(ClientStore store) {
        ClientStore memory = ClientStore.inMemory();
        return new ClientStore(
                new NoUpdates(), memory.attempts(), memory.entities(), memory.quarantine(), store.outbox());
    }

    private static void report(ClientEvent event, CompletableFuture<CommandOutcome> answer) {
        if (event instanceof ClientEvent.StateChanged changed) {
            if (changed.state() instanceof ConnectionState.Waiting waiting) {
                StandardStreams.ERR.println("disconnected: " + waiting.reason());
            } else if (changed.state() instanceof ConnectionState.Stopped stopped) {
                answer.completeExceptionally(new IllegalStateException("stopped: " + stopped.reason()));
            }
        }
    }

    private int report(Ref ref, CommandOutcome outcome) {
        JsonLines out = new JsonLines(StandardStreams.OUT);
        if (outcome instanceof CommandOutcome.Rejected rejected) {
            out.print(out.object()
                    .add("command", name)
                    .add("ref", ref.value())
                    .add("outcome", "rejected")
                    .add("reason", rejected.reason()));
            StandardStreams.ERR.println("realtime: rejected: " + rejected.reason());
            return RealtimeCommand.FAILED;
        }
        String word = outcome instanceof CommandOutcome.Processed ? "processed" : "unconfirmed";
        out.print(out.object().add("command", name).add("ref", ref.value()).add("outcome", word));
        return RealtimeCommand.DONE;
    }
}
