package org.realtimeupdates.benchmarks;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeoutException;
import org.realtimeupdates.domain.Message;

/** RabbitMQ with a durable queue: persistent messages with publisher confirms, one acknowledgement a batch. */
final class RabbitMq implements Contender {

    static final String QUEUE = "updates";

    private static final String PROGRAM = "rabbitmq-server";
    private static final String NAMES = "epmd";

    RabbitMq() {}

    @Override
    public String title() {
        return "RabbitMQ";
    }

    @Override
    public String durability() {
        return "durable queue, persistent, confirmed";
    }

    @Override
    public Optional<String> program() {
        return Optional.of(PROGRAM);
    }

    /** With Erlang's name server as its sibling: it would leave one running for ever. */
    @Override
    public Optional<Broker> startBroker(Path folder) throws Exception {
        int port = Broker.freePort();
        String namePort = String.valueOf(Broker.freePort());
        Map<String, String> environment = Map.ofEntries(
                Map.entry("HOME", folder.toString()),
                Map.entry("ERL_EPMD_PORT", namePort),
                Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODENAME", "benchmark" + port + "@localhost"),
                Map.entry("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
                Map.entry("RABBITMQ_NODE_PORT", String.valueOf(port)),
                Map.entry("RABBITMQ_DIST_PORT", String.valueOf(Broker.freePort())),
                Map.entry("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
                Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                Map.entry("RABBITMQ_LOG_BASE", folder.resolve("log").toString()),
                Map.entry("RABBITMQ_CONF_ENV_FILE", folder.resolve("none.env").toString()),
                Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("none").toString()),
                Map.entry(
                        "RABBITMQ_ENABLED_PLUGINS_FILE",
                        folder.resolve("plugins").toString()));
        Process names = Broker.process(
                List.of(Broker.find(NAMES).orElseThrow().toString(), "-port", namePort, "-address", "127.0.0.1"),
                environment,
                folder);
        Process server =
                Broker.process(List.of(Broker.find(PROGRAM).orElseThrow().toString()), environment, folder);
        return Optional.of(new Broker(port, names, server));
    }

    static Connection connect(int port) throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        return factory.newConnection();
    }

    static Channel channel(Connection connection) throws IOException {
        Channel channel = connection.createChannel();
        channel.queueDeclare(QUEUE, true, false, false, Map.of());
        return channel;
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks) throws IOException, TimeoutException {
        return new RabbitPublisher(place);
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) {
        return new RabbitApp(place, inbox, acks);
    }

    private static final class RabbitPublisher implements Publisher {

        private final int port;
        private final Frames frames;
        private final Connection connection;
        private final Channel channel;
        private final Unconfirmed unconfirmed = new Unconfirmed();

        /** The numbers of messages that are not confirmed yet. */
        private final NavigableSet<Long> numbers = new ConcurrentSkipListSet<>();

        RabbitPublisher(Place place) throws IOException, TimeoutException {
            port = place.port();
            frames = place.frames();
            connection = connect(port);
            channel = channel(connection);
            channel.confirmSelect();
            channel.addConfirmListener(
                    this::confirmed, (number, multiple) -> System.err.println("not kept: " + number));
        }

        private void confirmed(long number, boolean multiple) {
            if (multiple) {
                Set<Long> all = numbers.headSet(number, true);
                unconfirmed.confirmed(all.size());
                all.clear();
            } else if (numbers.remove(number)) {
                unconfirmed.confirmed(1);
            }
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void publish(List<Message> updates) throws IOException, InterruptedException {
            for (Message update : updates) {
                unconfirmed.add(1);
                numbers.add(channel.getNextPublishSeqNo());
                channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, frames.write(update));
            }
        }

        @Override
        public void awaitKept() throws InterruptedException {
            unconfirmed.awaitNone();
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
