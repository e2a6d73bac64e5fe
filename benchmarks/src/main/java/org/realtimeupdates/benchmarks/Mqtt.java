package org.realtimeupdates.benchmarks;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.domain.Message;

/** MQTT 5 at QoS 1: mosquitto, and HiveMQ's client on both sides. */
final class Mqtt implements Contender {

    static final String TOPIC = "updates";

    private static final String PROGRAM = "mosquitto";

    /** Who runs it keeps its rights: the folder is theirs. No limits to what waits or is under way. */
    private static final String CONFIGURATION = """
            listener %d 127.0.0.1
            allow_anonymous true
            user %s
            persistence true
            persistence_location %s/
            max_queued_messages 0
            max_inflight_messages 0
            set_tcp_nodelay true
            log_type error
            """;

    Mqtt() {}

    @Override
    public String title() {
        return "MQTT 5, QoS 1, mosquitto";
    }

    @Override
    public String durability() {
        return "a snapshot every 30 minutes";
    }

    @Override
    public Optional<String> program() {
        return Optional.of(PROGRAM);
    }

    @Override
    public Optional<Broker> startBroker(Path folder) throws Exception {
        int port = Broker.freePort();
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, CONFIGURATION.formatted(port, System.getProperty("user.name"), folder));
        List<String> command = List.of(Broker.find(PROGRAM).orElseThrow().toString(), "-c", configuration.toString());
        return Optional.of(new Broker(port, Broker.process(command, Map.of(), folder)));
    }

    static Mqtt5AsyncClient client(String name, int port) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(name)
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks) {
        Mqtt5AsyncClient client = client("publisher", place.port());
        client.connect().join();
        return new MqttPublisher(place.port(), place.frames(), client, new Unconfirmed());
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) {
        return new MqttApp(place, inbox, acks);
    }

    private record MqttPublisher(int port, Frames frames, Mqtt5AsyncClient client, Unconfirmed unconfirmed)
            implements Publisher {

        @Override
        public void publish(List<Message> updates) throws InterruptedException {
            for (Message update : updates) {
                unconfirmed.add(1);
                unconfirmed.follow(client.publishWith()
                        .topic(TOPIC)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(frames.write(update))
                        .send());
            }
        }

        @Override
        public void awaitKept() throws InterruptedException {
            unconfirmed.awaitNone();
        }

        @Override
        public void close() {
            client.disconnect().join();
        }
    }
}
