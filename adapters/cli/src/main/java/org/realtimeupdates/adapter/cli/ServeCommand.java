package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.port.persistence.PendingLimits;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.CommandOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code realtime serve}: a server that publishes what it reads from standard input. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "A server. Publishes the updates it reads from standard input, one JSON object a line,",
            "and goes on serving after the end of the input. SIGTERM ends it."
        },
        footer = {
            "",
            "Example:",
            "  echo '{\"to\":{\"user\":\"octocat\",\"device\":\"phone\"},\"account\":\"personal\","
                    + "\"update\":{\"action\":\"new\",\"payload\":{\"type\":\"message\","
                    + "\"entities\":[{\"id\":\"m1\",\"text\":\"Hello\"}]}}}' | realtime serve --port 8025"
        })
final class ServeCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    /** RFC 6454, section 6.2. */
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[^/?#@\\s]+");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--port", paramLabel = "N", description = "Port; 0 = any free one. Default: ${DEFAULT-VALUE}.")
    private int port = 8025;

    @Option(names = "--host", description = "Address to bind. Default: ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--store",
            description = {
                "Where updates wait for replies: memory, sqlite:FILE, journal:FOLDER",
                "or jdbc:postgresql://HOST/DATABASE?user=…",
                "Default: ${DEFAULT-VALUE}, which is gone with the process."
            })
    private String store = StoreName.MEMORY;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = {
                "File of lines TOKEN USER. Without it a token is taken as the user's name,",
                "and only a loopback host is accepted."
            })
    private @Nullable Path tokens;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "What carries WebSockets: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TransportName transport = TransportName.tyrus;

    @Option(
            names = "--window",
            paramLabel = "N",
            description = "Updates of an account sent and not yet replied. Default: ${DEFAULT-VALUE}.")
    private int window = ServerOptions.DEFAULT.window();

    @Option(
            names = "--allow-origin",
            paramLabel = "URI",
            description = "Origin that browsers may come from; repeatable. Default: none.")
    private Set<String> allowedOrigins = new HashSet<>();

    @Option(
            names = "--max-pending",
            paramLabel = "N",
            description = {
                "Updates that may wait for a device and account; over it they are let go and the app is told",
                "to reload. Default: ${DEFAULT-VALUE}."
            })
    private int maxPending = PendingLimits.DEFAULT.maxUpdates();

    @Option(
            names = "--max-pending-bytes",
            paramLabel = "N",
            description = "The same in bytes of frames, at least 1 MiB. Default: ${DEFAULT-VALUE}.")
    private long maxPendingBytes = PendingLimits.DEFAULT.maxBytes();

    @Option(
            names = "--pending-ttl",
            paramLabel = "DURATION",
            description = "How long an update waits: 90s, 15m, 12h, 30d. Default: 30d.")
    private Duration pendingTtl = PendingLimits.DEFAULT.maxAge();

    @Option(
            names = "--reject",
            paramLabel = "NAME",
            description = "Commands of that name are rejected, others processed; repeatable.")
    private Set<String> rejected = new HashSet<>();

    private final JsonLines out = new JsonLines(StandardStreams.OUT);

    ServeCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        StoreName storeName = StoreName.ofServer(spec, "--store", store);
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(spec.commandLine(), "--port: 0 to " + MAX_PORT + " are allowed, got " + port);
        }
        checkOrigins();
        ServerOptions options =
                checked(() -> ServerOptions.DEFAULT.withWindow(window).withAllowedOrigins(allowedOrigins));
        PendingLimits limits = checked(
                () -> new PendingLimits(maxPending, maxPendingBytes, pendingTtl, PendingLimits.DEFAULT.refMemory()));
        ServerDatabase database = ServerDatabase.of(storeName, limits);
        RealtimeService service = Realtime.server()
                .authenticator(authenticator())
                .onCommand(this::handle)
                .store(database::store)
                .options(options)
                .build();
        TransportName.Serving server = transport.serve(service, new InetSocketAddress(host, port));
        Shutdown.onSignal(() -> {
            service.close();
            server.close().run();
            database.close();
        });
        out.print(out.object().add("listening", server.uri().toString()));
        publishAll(service, System.in);
        new CountDownLatch(1).await();
        return RealtimeCommand.DONE;
    }

    private void publishAll(RealtimeService service, InputStream in) throws IOException {
        new PublishLines(service.publisher(), out).publishAll(in);
    }

    private Authenticator authenticator() throws IOException {
        if (tokens != null) {
            return Authenticator.ofUsers(new TokenFile(tokens));
        }
        if (!InetAddress.getByName(host).isLoopbackAddress()) {
            throw new ParameterException(
                    spec.commandLine(), "--host " + host + ": only a loopback host is accepted without --tokens");
        }
        StandardStreams.ERR.println("warning: without --tokens every token is taken as the name of its user");
        return Authenticator.ofUsers(Optional::of);
    }

    private CommandOutcome handle(ReceivedCommand command) {
        boolean reject = rejected.contains(command.name());
        String line = out.object()
                .add("command", command.name())
                .add("user", command.device().user())
                .add("device", command.device().id())
                .add("account", command.account().wireName())
                .build()
                .toString();
        // The arguments as they came: their numbers may be larger than this program can count.
        out.println(line.substring(0, line.length() - 1) + ",\"arguments\":" + oneLine(command.arguments()) + "}");
        return reject ? CommandOutcome.rejected("rejected by --reject") : CommandOutcome.processed();
    }

    /** JSON allows line breaks between its tokens, and only there. */
    private static String oneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }

    private void checkOrigins() {
        for (String origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new ParameterException(
                        spec.commandLine(), "--allow-origin: SCHEME://HOST[:PORT] is expected, got '" + origin + "'");
            }
        }
    }

    private <T> T checked(Callable<T> value) {
        try {
            return value.call();
        } catch (Exception e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
