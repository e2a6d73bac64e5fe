package org.realtimeupdates.benchmarks;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;

/** Keeps its session while it is away. The client acknowledges each update once it was applied, which is when it counts. */
final class MqttApp implements Contender.App {

    private static final long SESSION_SECONDS = 3_600;

    private final Mqtt5AsyncClient client;

    MqttApp(Contender.Place place, Inbox inbox, Acks acks) {
        Frames frames = place.frames();
        client = Mqtt.client("app", place.port());
        client.publishes(MqttGlobalPublishFilter.ALL, update -> {
            inbox.apply(frames.read(update.getPayloadAsBytes()));
            acks.add(1);
        });
    }

    @Override
    public void connect() {
        client.connectWith()
                .cleanStart(false)
                .sessionExpiryInterval(SESSION_SECONDS)
                .send()
                .join();
        client.subscribeWith()
                .topicFilter(Mqtt.TOPIC)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .join();
    }

    @Override
    public void disconnect() {
        client.disconnect().join();
    }

    @Override
    public void close() {
        disconnect();
    }
}
