package org.realtimeupdates.adapter.cli.interoperability;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that is told lines and whose lines are heard. */
final class LineProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final Writer in;
    private volatile boolean closing;

    /**
     * Starts it.
     *
     * @param onLine hears each line of standard output, on a thread of its own
     * @param onTalk the same of standard error
     * @throws IOException when there is no such program
     */
    LineProcess(List<String> command, Consumer<String> onLine, Consumer<String> onTalk) throws IOException {
        process = new ProcessBuilder(command).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        read(process.getInputStream(), onLine, onTalk);
        read(process.getErrorStream(), onTalk, onTalk);
    }

    /** Writes a line to its standard input. */
    synchronized void type(String line) {
        try {
            in.write(line + "\n");
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running");
        }
        return process.exitValue();
    }

    /** Ends its input and the process, gently first. */
    @Override
    public void close() {
        closing = true;
        try {
            in.close();
            process.destroy();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(InputStream stream, Consumer<String> onLine, Consumer<String> onTalk) {
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().forEach(onLine);
            } catch (IOException | UncheckedIOException e) {
                if (!closing) {
                    onTalk.accept("unreadable: " + e);
                }
            }
        });
        reader.setDaemon(true);
        reader.start();
    }
}
