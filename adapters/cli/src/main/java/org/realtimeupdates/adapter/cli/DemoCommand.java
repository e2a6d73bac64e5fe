package org.realtimeupdates.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.jsonb.JsonbPublicationReader;
import org.realtimeupdates.adapter.jsonb.PublicationLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code realtime demo}: the whole story in one process. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "The whole story in one process: a server, an app, live updates, a backlog, lost replies, a crash;",
            "nothing is lost and nothing is applied twice. Takes a few seconds."
        },
        footer = {"", "Example:", "  realtime demo --input updates.jsonl"})
final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Updates to tell the story with: lines as 'serve' reads them, all sent to the demo's device.")
    private @Nullable Path input;

    DemoCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (input != null && !Files.isRegularFile(input)) {
            throw new IOException("--input " + input + ": " + (Files.exists(input) ? "is no file" : "no such file"));
        }
        List<PublicationLine> updates;
        try (InputStream in = input == null ? conversation() : Files.newInputStream(input)) {
            updates = read(in);
        }
        if (updates.isEmpty()) {
            StandardStreams.ERR.println("realtime: the input has no updates");
            return RealtimeCommand.FAILED;
        }
        return new DemoStory(updates, StandardStreams.OUT).tell() ? RealtimeCommand.DONE : RealtimeCommand.FAILED;
    }

    private static InputStream conversation() {
        return Objects.requireNonNull(DemoCommand.class.getResourceAsStream("demo.jsonl"), "demo.jsonl");
    }

    private static List<PublicationLine> read(InputStream in) throws IOException {
        JsonbPublicationReader reader = new JsonbPublicationReader();
        InputLines lines = new InputLines(in);
        List<PublicationLine> updates = new ArrayList<>();
        int number = 0;
        boolean more = true;
        while (more) {
            number++;
            try {
                String line = lines.next();
                more = line != null;
                if (line != null && !line.isBlank()) {
                    updates.add(reader.read(line));
                }
            } catch (InputLines.BadLineException | IllegalArgumentException e) {
                StandardStreams.ERR.println("line " + number + " is left out: " + e.getMessage());
            }
        }
        return updates;
    }
}
