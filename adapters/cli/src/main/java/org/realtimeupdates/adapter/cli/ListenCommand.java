package org.realtimeupdates.adapter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.dagger.ClientBuilder;
import org.realtimeupdates.adapter.dagger.ClientStore;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.client.ClientOptions;
import org.realtimeupdates.application.client.RealtimeClient;
import org.realtimeupdates.domain.Action;
import org.realtimeupdates.domain.EntityType;
import org.realtimeupdates.domain.EntityTypes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code realtime listen}: an app's client that prints what it applies. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = {
            "An app's client. Prints each update after it was applied, one JSON object a line; the state of the",
            "connection goes to stderr. The lines 'background' and 'foreground' on standard input play the app's",
            "lifecycle. SIGTERM ends it."
        },
        footer = {"", "Example:", "  realtime listen --token octocat --device phone"})
final class ListenCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConnectionOptions connection = new ConnectionOptions();

    @Option(
            names = "--device",
            paramLabel = "ID",
            description = {
                "Device id: 1 to 64 characters of A-Za-z0-9._-.",
                "Default: made once and kept in the database; anew for each run in memory."
            })
    private @Nullable String device;

    @Option(
            names = "--database",
            description = "What the app remembers: memory or sqlite:FILE. Default: ${DEFAULT-VALUE}.")
    private String database = StoreName.MEMORY;

    @Option(names = "--type", paramLabel = "NAME", description = "A further entity type it knows; repeatable.")
    private Set<String> types = new HashSet<>();

    @Option(names = "--any-type", description = "It knows every entity type.")
    private boolean anyType;

    @Option(
            names = "--exit-when-caught-up",
            description = "End when the backlog of both accounts is applied and replied.")
    private boolean exitWhenCaughtUp;

    @Option(
            names = "--max-updates",
            paramLabel = "N",
            description = "End after exactly N updates were applied or set aside, and replied.")
    private @Nullable Long maxUpdates;

    ListenCommand() {}

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        StoreName databaseName = StoreName.ofApp(spec, "--database", database);
        if (maxUpdates != null && maxUpdates < 1) {
            throw new ParameterException(spec.commandLine(), "--max-updates: at least 1, got " + maxUpdates);
        }
        try (ClientDatabase opened = ClientDatabase.open(databaseName)) {
            return listen(opened);
        }
    }

    private int listen(ClientDatabase opened) throws InterruptedException, ExecutionException {
        String deviceId = device == null ? opened.deviceId() : device;
        ClientIdentity identity = connection.identity(spec, deviceId, System.getenv());
        ListenReport report = new ListenReport(
                new JsonLines(StandardStreams.OUT),
                StandardStreams.ERR,
                new BacklogProgress(StandardStreams.ERR, CommandLine.Help.Ansi.AUTO.enabled()),
                exitWhenCaughtUp,
                maxUpdates == null ? Long.MAX_VALUE : maxUpdates);
        RealtimeClient client = client(identity, opened.store(), report);
        Shutdown.onSignal(() -> {
            client.close();
            opened.close();
        });
        followLifecycle(client);
        client.start();
        int exitCode = report.end().get();
        client.close();
        return exitCode;
    }

    private RealtimeClient client(ClientIdentity identity, ClientStore store, ListenReport report) {
        ClientBuilder builder = Realtime.client(identity.endpoint(), identity.deviceId())
                .credentials(identity.credentials())
                .transport(connection.transport())
                .events(report);
        if (maxUpdates == null) {
            builder.store(store);
        } else {
            builder.store(new ClientStore(
                            new UpdateLimit(store.appliedUpdates(), maxUpdates),
                            store.attempts(),
                            store.entities(),
                            store.quarantine(),
                            store.outbox()))
                    .options(ClientOptions.DEFAULT.withMaxBatch(1));
        }
        for (String type : types) {
            know(builder, type);
        }
        if (anyType) {
            builder.onOtherTypes((context, entities) -> {});
        }
        return builder.build();
    }

    private void know(ClientBuilder builder, String name) {
        if (name.equals(EntityTypes.RESET)) {
            throw new ParameterException(spec.commandLine(), "--type reset: every app knows it");
        }
        try {
            EntityType<AnyEntity> type = new EntityType<>(name, AnyEntity.class);
            builder.on(Action.NEW, type, (context, entities) -> {})
                    .on(Action.UPDATE, type, (context, entities) -> {})
                    .on(Action.DELETE, type, (context, entities) -> {});
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--type " + name + ": " + e.getMessage(), e);
        }
    }

    private static void followLifecycle(RealtimeClient client) {
        Thread reader = new Thread(() -> readLifecycle(client), "realtime-lifecycle");
        reader.setDaemon(true);
        reader.start();
    }

    private static void readLifecycle(RealtimeClient client) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            lines.lines().map(String::strip).forEach(line -> {
                switch (line) {
                    case "background" -> client.enterBackground();
                    case "foreground" -> client.enterForeground();
                    case "" -> {}
                    default ->
                        StandardStreams.ERR.println(
                                "warning: standard input takes the lines 'background' and 'foreground'");
                }
            });
        } catch (IOException | UncheckedIOException e) {
            StandardStreams.ERR.println("warning: standard input cannot be read: " + e.getMessage());
        }
    }
}
