package org.realtimeupdates.adapter.cli;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process of the program. */
final class ProgramRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Process process;
    private final Writer in;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    ProgramRun(String... arguments) throws IOException {
        process = new ProcessBuilder(command(arguments)).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    /** Runs the program with its standard output going to a file. */
    static int exitCodeWithOutputTo(File file, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(file)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("still running");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(String... arguments) {
        return JavaCommand.of(RealtimeCommand.class, List.of(arguments));
    }

    /** Types a line. */
    void type(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> out() {
        return List.copyOf(out);
    }

    /** What was said on standard error. */
    List<String> talk() {
        return List.copyOf(err);
    }

    /** The JSON lines so far, values as text. */
    List<Map<String, String>> lines() {
        return out.stream().map(ProgramRun::parse).toList();
    }

    /** The values of that field so far. */
    List<String> values(String field) {
        return lines().stream()
                .map(line -> line.get(field))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The first line with that field, once it is there. */
    Map<String, String> awaitLine(String field) {
        awaitLines(field, 1);
        return lines().stream()
                .filter(line -> line.containsKey(field))
                .findFirst()
                .orElseThrow();
    }

    /** The first value of that field, once it is there. */
    String awaitValue(String field) {
        awaitLines(field, 1);
        return values(field).get(0);
    }

    void awaitLines(String field, int count) {
        Awaitility.await(field + " in " + out + err)
                .atMost(PATIENCE)
                .until(() -> values(field).size() >= count);
    }

    void awaitTalk(String text) {
        Awaitility.await(text + " in " + err)
                .atMost(PATIENCE)
                .until(() -> err.stream().anyMatch(line -> line.contains(text)));
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running; it printed " + out + err);
        }
        for (Thread reader : readers) {
            reader.join(PATIENCE.toMillis());
        }
        return process.exitValue();
    }

    /** Sends SIGTERM. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader reading = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reading.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("unreadable: " + e);
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    private static Map<String, String> parse(String line) {
        JsonObject object = JsonText.parse(line);
        Map<String, String> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, text(value)));
        return values;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
