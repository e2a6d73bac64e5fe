package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program of the system's packages as a child process, on a free port of loopback. */
final class Broker implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    /** Where programs are that are in nobody's path. */
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/local/sbin");

    /** Debian's wrapper of the same name changes the user and asks for the system's folders. */
    private static final String RABBITMQ = "/usr/lib/rabbitmq/bin";

    private final int port;
    private final List<Process> processes;

    /** The last of these processes is the one that will listen on that port. */
    Broker(int port, Process... processes) {
        this.port = port;
        this.processes = List.of(processes);
    }

    /** Where that program is installed. */
    static Optional<Path> find(String program) {
        List<String> folders = new ArrayList<>(List.of(RABBITMQ));
        folders.addAll(List.of(System.getenv("PATH").split(":", -1)));
        folders.addAll(FOLDERS);
        return folders.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Starts it in that folder; what it says goes into a file there. */
    static Process process(List<String> command, Map<String, String> environment, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    int port() {
        return port;
    }

    /** Waits until it listens. */
    void awaitPort() throws IOException, InterruptedException {
        Process last = processes.get(processes.size() - 1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                if (!last.isAlive() || System.nanoTime() > end) {
                    throw new IOException("a broker did not start: " + last.info(), e);
                }
                last.waitFor(50, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Ends it at once. */
    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        processes.forEach(process -> process.onExit().join());
    }
}
