package org.realtimeupdates.adapter.cli.interoperability;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code realtime serve} in a process of its own. */
final class ProgramServer implements OurServer {

    private final Heard<JsonObject> out = new Heard<>();
    private final Path tokens;
    private final LineProcess process;
    private final URI uri;

    /**
     * Starts it.
     *
     * @param users who has a token
     */
    ProgramServer(Program program, String allowedOrigin, List<String> users) throws IOException, InterruptedException {
        tokens = Files.createTempFile("tokens", "");
        Files.write(
                tokens, users.stream().map(user -> "token-" + user + " " + user).toList());
        process = program.run(
                line -> out.add(Frames.parse(line)),
                System.err::println,
                "serve",
                "--port",
                "0",
                "--tokens",
                tokens.toString(),
                "--reject",
                "forbidden",
                "--allow-origin",
                allowedOrigin);
        uri = URI.create(
                out.await("serve", line -> line.containsKey("listening")).getString("listening"));
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void publish(String line) throws InterruptedException {
        process.type(line);
        JsonObject answer =
                out.await("an answer", printed -> printed.containsKey("published") || printed.containsKey("error"));
        if (answer.containsKey("error")) {
            throw new AssertionError(answer.toString());
        }
    }

    @Override
    public JsonObject awaitCommand(String user) throws InterruptedException {
        return out.await(
                "a command of " + user,
                line -> line.containsKey("command") && line.getString("user").equals(user));
    }

    @Override
    public void close() {
        process.close();
        try {
            Files.deleteIfExists(tokens);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
