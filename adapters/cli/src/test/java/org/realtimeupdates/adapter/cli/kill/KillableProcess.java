package org.realtimeupdates.adapter.cli.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.realtimeupdates.adapter.cli.JavaCommand;

/** A Java process whose lines are heard one by one, and which can be killed. */
public final class KillableProcess implements AutoCloseable {

    private static final int LAST_WORDS = 20;

    private final Process process;
    private final Writer in;
    private final Thread reader;
    private final Deque<String> lastWords = new ArrayDeque<>();

    /**
     * Starts a process on this one's class path.
     *
     * @param onLine hears each line of standard output, on a thread of its own
     */
    public KillableProcess(Class<?> main, List<String> arguments, Consumer<String> onLine) throws IOException {
        this(List.of(), main, arguments, onLine);
    }

    /**
     * The same under another program, a tracer.
     *
     * @param tracer its command line up to where the traced one follows; empty for none
     */
    public KillableProcess(List<String> tracer, Class<?> main, List<String> arguments, Consumer<String> onLine)
            throws IOException {
        List<String> command = new ArrayList<>(tracer);
        command.addAll(JavaCommand.of(main, arguments));
        process = new ProcessBuilder(command).start();
        in = process.outputWriter(StandardCharsets.UTF_8);
        reader = read(process.getInputStream(), onLine);
        read(process.getErrorStream(), this::remember);
    }

    /** Writes lines to its standard input; says nothing if it is dead. */
    public void type(String lines) {
        try {
            in.write(lines);
            in.flush();
        } catch (IOException e) {
            remember("standard input is closed: " + e.getMessage());
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL; every line that it had printed was heard when this returns. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join(TimeUnit.SECONDS.toMillis(10));
    }

    /** SIGTERM, to the program itself where it runs under a tracer; waits for its end. */
    public void terminate(long seconds) throws InterruptedException {
        if (process.descendants().findAny().isPresent()) {
            process.descendants().forEach(ProcessHandle::destroy);
        } else {
            process.destroy();
        }
        awaitExit(seconds);
    }

    /** Waits for its end; every line was heard when this returns. */
    public int awaitExit(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running: " + lastWords());
        }
        reader.join(TimeUnit.SECONDS.toMillis(10));
        return process.exitValue();
    }

    /** The end of what it said on standard error. */
    public List<String> lastWords() {
        synchronized (lastWords) {
            return List.copyOf(lastWords);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void remember(String line) {
        synchronized (lastWords) {
            lastWords.add(line);
            if (lastWords.size() > LAST_WORDS) {
                lastWords.remove();
            }
        }
    }

    private static Thread read(InputStream stream, Consumer<String> onLine) {
        Thread thread = new Thread(() -> {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().forEach(onLine);
            } catch (IOException | UncheckedIOException e) {
                onLine.accept("unreadable: " + e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
