package org.realtimeupdates.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Open WebSockets on bare sockets that say nothing but that they are there. */
final class IdleSockets {

    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
    private static final long PONG_SECONDS = 15;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

    IdleSockets() {
        ScheduledFuture<?> unused = heart.scheduleAtFixedRate(this::beat, PONG_SECONDS, PONG_SECONDS, TimeUnit.SECONDS);
    }

    /** Shakes hands on a connected socket. */
    void add(Socket socket, byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        StringBuilder head = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101 ")) {
            throw new IOException(head.substring(0, head.indexOf("\r")));
        }
        open.add(socket);
    }

    int count() {
        return open.size();
    }

    /** One that is closed is not counted any more. */
    private void beat() {
        open.removeIf(socket -> !isAlive(socket));
    }

    private static boolean isAlive(Socket socket) {
        try {
            socket.getOutputStream().write(PONG);
            return true;
        } catch (IOException e) {
            System.err.println("an idle connection was closed: " + e);
            return false;
        }
    }
}
