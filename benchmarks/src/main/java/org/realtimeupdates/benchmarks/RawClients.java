package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that mean no good, on bare sockets from another address: {@code RawClients PORT}. Takes the orders {@code stall COUNT}: connections that
 * never read; {@code release}: ends them; {@code idle COUNT}: open ones that only answer that they are there; {@code flood COUNT RATE}: so many attempts a second to connect that come to nothing.
 */
final class RawClients {

    private static final int SMALL_WINDOW = 4 << 10;
    private static final int AT_A_TIME = 32;
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int PATIENCE_MINUTES = 4;

    private final InetSocketAddress server;
    private final List<Socket> stalled = new ArrayList<>();
    private final IdleSockets idle = new IdleSockets();
    private final long pid = ProcessHandle.current().pid();

    private RawClients(int port) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public static void main(String[] arguments) throws Exception {
        RawClients clients = new RawClients(Integer.parseInt(arguments[0]));
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(clients.answer(order.split(" ", -1)));
            }
        }
        System.exit(0);
    }

    private String answer(String[] order) throws IOException, InterruptedException {
        return switch (order[0]) {
            case "stall" -> stall(Integer.parseInt(order[1]));
            case "release" -> release();
            case "idle" -> idle(Integer.parseInt(order[1]));
            default -> flood(Integer.parseInt(order[1]), Integer.parseInt(order[2]));
        };
    }

    private String stall(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Socket socket = open(SMALL_WINDOW);
            socket.getOutputStream().write(request(EndlessBacklog.STALLED + i));
            stalled.add(socket);
        }
        return "stalled";
    }

    private String idle(int count) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        for (int i = 0; i < count; i++) {
            String name = "idle-" + pid + "-" + i;
            threads.execute(() -> {
                try {
                    idle.add(open(0), request(name));
                } catch (IOException e) {
                    System.err.println(name + ": " + e);
                }
            });
        }
        threads.shutdown();
        boolean done = threads.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES);
        return done ? "idle " + idle.count() : "late";
    }

    private String release() throws IOException {
        for (Socket socket : stalled) {
            socket.close();
        }
        stalled.clear();
        return "released";
    }

    private String flood(int count, int rate) throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        long begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            int number = i;
            long early = begin / 1_000_000 + i * 1_000L / rate - System.nanoTime() / 1_000_000;
            if (early > 0) {
                Thread.sleep(early);
            }
            threads.execute(() -> {
                try {
                    answered.addAndGet(attempt(number) ? 1 : 0);
                } catch (IOException e) {
                    failed.incrementAndGet();
                }
            });
        }
        threads.shutdown();
        boolean done = threads.awaitTermination(10, TimeUnit.MINUTES);
        return String.format(
                Locale.ROOT,
                "flood %d %.1f %d %d %s",
                count,
                (System.nanoTime() - begin) / 1e9,
                answered.get(),
                failed.get(),
                done);
    }

    /** A wrong token, something that is no handshake, or half of one; whether it was answered. */
    private boolean attempt(int number) throws IOException {
        try (Socket socket = open(0)) {
            byte[] request = request(BenchServer.WRONG_TOKEN + number);
            switch (number % 4) {
                case 0, 1 -> socket.getOutputStream().write(request);
                case 2 -> socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                default -> {
                    socket.getOutputStream().write(request, 0, request.length / 2);
                    return false;
                }
            }
            return socket.getInputStream().read() >= 0;
        }
    }

    /** From an address of its own: the apps use another one. */
    private Socket open(int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.bind(new InetSocketAddress("127.0.0.2", 0));
        socket.connect(server, PATIENCE_MILLIS);
        return socket;
    }

    private static byte[] request(String token) {
        return ("GET /realtime HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                        + "Sec-WebSocket-Protocol: realtime-updates.v1.binary\r\n"
                        + "Authorization: Bearer " + token + "\r\nDevice-Id: " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
