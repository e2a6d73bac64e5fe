package org.realtimeupdates.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contenders by name, in the order of tables. A new transport, store or peer is one more line. */
final class Contenders {

    private static final String REFERENCE = "redis";

    private static final Map<String, Contender> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("ours-memory", new Ours("ours, memory", OurTransport.TYRUS, OurStore.MEMORY));
        BY_NAME.put("ours-sqlite", new Ours("ours, SQLite", OurTransport.TYRUS, OurStore.SQLITE));
        BY_NAME.put("ours-journal", new Ours("ours, journal", OurTransport.TYRUS, OurStore.JOURNAL));
        BY_NAME.put("ours-netty-memory", new Ours("ours on Netty, memory", OurTransport.NETTY, OurStore.MEMORY));
        BY_NAME.put("ours-netty-sqlite", new Ours("ours on Netty, SQLite", OurTransport.NETTY, OurStore.SQLITE));
        BY_NAME.put("ours-netty-journal", new Ours("ours on Netty, journal", OurTransport.NETTY, OurStore.JOURNAL));
        BY_NAME.put("ours-remote-memory", new OursRemote("ours, memory, remote publisher", OurStore.MEMORY));
        BY_NAME.put("ours-remote-sqlite", new OursRemote("ours, SQLite, remote publisher", OurStore.SQLITE));
        BY_NAME.put(REFERENCE, new RedisStreams());
        BY_NAME.put("nats", new NatsJetStream());
        BY_NAME.put("mqtt", new Mqtt());
        BY_NAME.put("rabbitmq", new RabbitMq());
        BY_NAME.put("raw-tcp", new RawTcp());
    }

    private Contenders() {}

    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The contender of that name, whatever codec stands behind it: {@code NAME[+CODEC]}. */
    static Contender of(String spec) {
        Contender contender = BY_NAME.get(spec.split("\\+", -1)[0]);
        if (contender == null) {
            throw new IllegalArgumentException("systems are " + names() + ", got " + spec);
        }
        return contender;
    }

    /** What it is compared with: with the same codec. */
    static String referenceOf(String spec) {
        int plus = spec.indexOf('+');
        return plus < 0 ? REFERENCE : REFERENCE + spec.substring(plus);
    }

    static Codecs codecsOf(String spec) {
        int plus = spec.indexOf('+');
        return Codecs.of(plus < 0 ? Codecs.DEFAULT : spec.substring(plus + 1));
    }
}
