package org.realtimeupdates.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * What an idle connection costs a server, on each transport: {@code IdleServers [CONNECTIONS [TRANSPORT…]]}. The clients are bare sockets in
 * a process of their own, each server a fresh one; what is in use after a collection, with them minus without.
 */
final class IdleServers {

    private static final double KIB = 1_024;

    /** What a handshake leaves behind is gone after this. */
    private static final long HANDSHAKE_MILLIS = 7_000;

    /** For classes to load, code to compile and pools to fill before anything is counted. */
    private static final int FIRST = 500;

    private final int connections;

    private IdleServers(int connections) {
        this.connections = connections;
    }

    public static void main(String[] arguments) throws Exception {
        IdleServers servers = new IdleServers(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000);
        List<String> transports = arguments.length > 1
                ? List.of(arguments).subList(1, arguments.length)
                : List.of(OurTransport.values()).stream().map(Enum::name).toList();
        System.out.printf(
                Locale.ROOT,
                "| %d idle connections, KiB each | heap | of it the transport | resident |%n|---|---|---|---|%n",
                servers.connections);
        for (String transport : transports) {
            MemoryInUse whole = servers.measure(BenchServer.class, List.of("0", transport));
            MemoryInUse bare = servers.measure(BareServer.class, List.of(transport));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.1f | %.1f | %.1f |%n",
                    transport.toLowerCase(Locale.ROOT),
                    servers.each(whole.heap()),
                    servers.each(bare.heap()),
                    servers.each(whole.resident()));
        }
        System.exit(0);
    }

    private double each(long bytes) {
        return bytes / KIB / connections;
    }

    /** What the connections take in all. */
    private MemoryInUse measure(Class<?> program, List<String> arguments) throws Exception {
        try (Worker server = new Worker(program, "1g", arguments, line -> {})) {
            String port = server.answer().replaceAll(".*:(\\d+)/.*", "$1");
            try (Worker first = clients(port);
                    Worker clients = clients(port)) {
                open(first, FIRST);
                MemoryInUse before = server.memory();
                open(clients, connections);
                MemoryInUse after = server.memory();
                check(first, FIRST);
                check(clients, connections);
                return new MemoryInUse(after.heap() - before.heap(), after.resident() - before.resident());
            }
        }
    }

    private static void open(Worker clients, int count) throws Exception {
        clients.ask("idle " + count);
        check(clients, count);
        Thread.sleep(HANDSHAKE_MILLIS);
    }

    private static void check(Worker clients, int count) throws Exception {
        String answer = clients.ask("idle 0");
        if (!answer.equals("idle " + count)) {
            throw new IllegalStateException(count + " connections were asked for: " + answer);
        }
    }

    private static Worker clients(String port) throws Exception {
        return new Worker(RawClients.class, "256m", List.of(port), line -> {});
    }
}
