package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process of this module that takes orders by line. */
final class Worker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Writer orders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile boolean ended;

    /**
     * Starts it.
     *
     * @param onNews takes lines of a word and a number; others are answers
     */
    Worker(Class<?> main, String heap, List<String> arguments, Consumer<String> onNews) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        orders = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(() -> read(onNews));
        reader.setDaemon(true);
        reader.start();
    }

    private void read(Consumer<String> onNews) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                if (line.matches("(attempt|caughtUp|applied|stopped|begun|kept|acked) \\d+")) {
                    onNews.accept(line);
                } else {
                    answers.add(line);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            if (!ended) {
                System.err.println("unreadable: " + e);
            }
        }
    }

    /** The next line that is no news. */
    String answer() throws InterruptedException {
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("no answer in " + PATIENCE_SECONDS + " s");
        }
        return answer;
    }

    void tell(String order) throws IOException {
        orders.write(order + "\n");
        orders.flush();
    }

    String ask(String order) throws IOException, InterruptedException {
        tell(order);
        return answer();
    }

    MemoryInUse memory() throws IOException, InterruptedException {
        return MemoryInUse.parse(ask("memory"));
    }

    /** What it has computed so far. */
    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Ends it at once, as a crash does, and waits until it is gone. */
    void kill() throws InterruptedException {
        ended = true;
        process.destroyForcibly().waitFor();
    }

    /** Ends it and what it has started, and waits until it is gone. */
    @Override
    public void close() {
        ended = true;
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
