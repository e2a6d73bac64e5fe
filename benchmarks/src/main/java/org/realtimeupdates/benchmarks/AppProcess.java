package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The app of a contender: {@code AppProcess CONTENDER PORT FOLDER}. Connects, and takes orders by line: {@code expect N},
 * {@code disconnect}, {@code connect}, {@code clear} and {@code latency}. Tells when it began to connect, and when the last update was
 * acknowledged, if that is seen here.
 */
final class AppProcess {

    private AppProcess() {}

    public static void main(String[] arguments) throws Exception {
        Acks acks = new Acks(nanos -> System.out.println("acked " + nanos));
        Inbox inbox = new Inbox();
        Contender.Place place = new Contender.Place(
                Integer.parseInt(arguments[1]), Path.of(arguments[2]), Contenders.codecsOf(arguments[0]));
        Contender.App app = Contenders.of(arguments[0]).createApp(place, inbox, acks);
        app.connect();
        System.out.println("connected");
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                switch (order) {
                    case "connect" -> {
                        System.out.println("begun " + System.nanoTime());
                        app.connect();
                        System.out.println("connected");
                    }
                    case "disconnect" -> {
                        app.disconnect();
                        System.out.println("disconnected");
                    }
                    case "clear" -> {
                        inbox.clear();
                        System.out.println("cleared");
                    }
                    case "latency" -> System.out.println(inbox.latency());
                    default -> acks.expect(Integer.parseInt(order.substring("expect ".length())));
                }
            }
        }
        System.exit(0);
    }
}
