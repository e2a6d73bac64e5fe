package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.realtimeupdates.adapter.cli.TransportName;
import org.realtimeupdates.adapter.dagger.Realtime;
import org.realtimeupdates.adapter.jsonb.JsonbPublicationReader;
import org.realtimeupdates.adapter.jsonb.PublicationLine;
import org.realtimeupdates.application.port.identity.Authenticator;
import org.realtimeupdates.application.server.CommandHandler.ReceivedCommand;
import org.realtimeupdates.application.server.Publication;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.application.server.RealtimeService;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.CommandOutcome;

/** A standalone server in this process. */
final class InProcessServer implements OurServer {

    private static final String TOKEN = "token-";

    private final Heard<JsonObject> commands = new Heard<>();
    private final JsonbPublicationReader reader = new JsonbPublicationReader();
    private final RealtimeService service;
    private final TransportName.Serving server;
    private final boolean mayReset;

    /** What serves on a port. */
    interface Transport {

        TransportName.Serving serve(RealtimeServer server, InetSocketAddress address) throws IOException;
    }

    InProcessServer(Transport transport, String allowedOrigin, boolean mayReset) throws IOException {
        this.mayReset = mayReset;
        service = Realtime.server()
                .authenticator(Authenticator.ofUsers(token ->
                        Optional.of(token).filter(it -> it.startsWith(TOKEN)).map(it -> it.substring(TOKEN.length()))))
                .onCommand(this::handle)
                .options(ServerOptions.DEFAULT.withAllowedOrigins(Set.of(allowedOrigin)))
                .build();
        server = transport.serve(service, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @Override
    public URI uri() {
        return server.uri();
    }

    @Override
    public void publish(String line) {
        PublicationLine read = reader.read(line);
        service.publisher()
                .publish(new Publication(
                        read.to(), read.account(), read.ref(), read.silent(), read.action(), read.payload()));
    }

    @Override
    public JsonObject awaitCommand(String user) throws InterruptedException {
        return commands.await(
                "a command of " + user, command -> command.getString("user").equals(user));
    }

    @Override
    public boolean mayReset() {
        return mayReset;
    }

    @Override
    public void close() {
        service.close();
        server.close().run();
    }

    private CommandOutcome handle(ReceivedCommand command) {
        commands.add(Json.createObjectBuilder()
                .add("command", command.name())
                .add("user", command.device().user())
                .add("arguments", Frames.parse(command.arguments()))
                .build());
        return command.name().equals("forbidden") ? CommandOutcome.rejected("not for you") : CommandOutcome.processed();
    }
}
