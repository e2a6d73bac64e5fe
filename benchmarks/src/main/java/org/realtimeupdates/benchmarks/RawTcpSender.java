package org.realtimeupdates.benchmarks;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Serves one app at a time: writes frames behind their lengths, keeps those that come while nobody is connected, reads counts. What was
 * written and is not counted is written again to the next app: nobody is told at once that the one before has gone.
 */
final class RawTcpSender implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAX_TAKEN = 1_000;

    private final ServerSocket server;
    private final Acks acks;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Deque<byte[]> uncounted = new ArrayDeque<>();
    private volatile Socket current = new Socket();

    RawTcpSender(Acks acks) throws IOException {
        this.acks = acks;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void send(List<byte[]> frames) {
        waiting.addAll(frames);
        notifyAll();
    }

    private void accept() throws IOException {
        while (true) {
            Socket socket = server.accept();
            socket.setTcpNoDelay(true);
            serve(socket);
            start(() -> write(socket));
            start(() -> read(socket));
        }
    }

    /** From now on that one, and no other. */
    private synchronized void serve(Socket socket) throws IOException {
        current.close();
        current = socket;
        while (!uncounted.isEmpty()) {
            waiting.addFirst(uncounted.removeLast());
        }
    }

    private void write(Socket socket) throws IOException, InterruptedException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
        while (true) {
            List<byte[]> frames = take(socket);
            if (frames.isEmpty()) {
                return;
            }
            for (byte[] frame : frames) {
                out.writeInt(frame.length);
                out.write(frame);
            }
            out.flush();
        }
    }

    /** What is waiting, up to a bound; nothing when the app has gone. */
    private synchronized List<byte[]> take(Socket socket) throws InterruptedException {
        while (waiting.isEmpty() && !socket.isClosed()) {
            wait();
        }
        List<byte[]> taken = new ArrayList<>();
        while (!waiting.isEmpty() && !socket.isClosed() && taken.size() < MAX_TAKEN) {
            taken.add(waiting.remove());
        }
        uncounted.addAll(taken);
        return taken;
    }

    private void read(Socket socket) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int count = in.readInt();
                counted(count);
                acks.add(count);
            }
        } finally {
            gone();
        }
    }

    private synchronized void counted(int count) {
        for (int i = 0; i < count; i++) {
            uncounted.poll();
        }
    }

    private synchronized void gone() {
        notifyAll();
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The app has gone, or this is closed.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        current.close();
        gone();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
