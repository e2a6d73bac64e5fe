package org.realtimeupdates.benchmarks;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Consumes ahead, with acknowledgements that cover all before them. An update counts when its one is written. */
final class RabbitApp implements Contender.App {

    private static final int PREFETCH = 2_000;

    private final Contender.Place place;
    private final Frames frames;
    private final Inbox inbox;
    private final Acks acks;
    private final Batches<Delivery> batches = new Batches<>(this::apply);
    private @Nullable Connection connection;
    private volatile @Nullable Channel channel;

    RabbitApp(Contender.Place place, Inbox inbox, Acks acks) {
        this.place = place;
        this.frames = place.frames();
        this.inbox = inbox;
        this.acks = acks;
    }

    @Override
    public void connect() throws IOException, TimeoutException {
        connection = RabbitMq.connect(place.port());
        Channel own = RabbitMq.channel(connection);
        channel = own;
        own.basicQos(PREFETCH);
        own.basicConsume(RabbitMq.QUEUE, false, (tag, delivery) -> batches.add(delivery), tag -> {});
    }

    private void apply(List<Delivery> deliveries) throws IOException {
        for (Delivery delivery : deliveries) {
            inbox.apply(frames.read(delivery.getBody()));
        }
        Channel own = channel;
        if (own != null) {
            own.basicAck(deliveries.get(deliveries.size() - 1).getEnvelope().getDeliveryTag(), true);
        }
        acks.add(deliveries.size());
    }

    @Override
    public void disconnect() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
    }
}
