package org.realtimeupdates.adapter.cli;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.client.ClientIdentity;
import org.realtimeupdates.application.port.transport.ClientTransport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where to connect to and as whom: the options that {@code listen} and {@code send} share. */
final class ConnectionOptions {

    @Option(names = "--url", paramLabel = "URL", description = "The server. Default: ${DEFAULT-VALUE}.")
    private String url = "ws://127.0.0.1:8025/realtime";

    @Option(
            names = "--token",
            description = "Bearer token. Default: REALTIME_TOKEN of the environment, where others cannot read it.")
    private @Nullable String token;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            description = "What carries WebSockets: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TransportName transport = TransportName.tyrus;

    ConnectionOptions() {}

    /** What carries the connection. */
    ClientTransport transport() {
        return transport.client();
    }

    /**
     * The endpoint, checked.
     *
     * @throws ParameterException when it or the device id is none, or there is no token
     */
    ClientIdentity identity(CommandSpec spec, String deviceId, Map<String, String> environment) {
        String bearer = Optional.ofNullable(token)
                .or(() -> Optional.ofNullable(environment.get("REALTIME_TOKEN")))
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--token, or REALTIME_TOKEN in the environment, is required"));
        try {
            return new ClientIdentity(URI.create(url), deviceId, () -> bearer);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
