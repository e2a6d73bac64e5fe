package org.realtimeupdates.benchmarks;

import io.nats.client.Connection;
import io.nats.client.ConsumeOptions;
import io.nats.client.JetStreamApiException;
import io.nats.client.Message;
import io.nats.client.MessageConsumer;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Pulls ahead as a durable consumer whose acknowledgements cover all before them. An update counts when its one is written. */
final class NatsApp implements Contender.App {

    private static final int PULL = 5_000;
    private static final int MAX_PENDING = 20_000;

    private final Contender.Place place;
    private final Frames frames;
    private final Inbox inbox;
    private final Acks acks;
    private final Batches<Message> batches = new Batches<>(this::apply);
    private @Nullable Connection connection;
    private @Nullable MessageConsumer consumer;

    NatsApp(Contender.Place place, Inbox inbox, Acks acks) {
        this.place = place;
        this.frames = place.frames();
        this.inbox = inbox;
        this.acks = acks;
    }

    @Override
    public void connect() throws IOException, InterruptedException, JetStreamApiException {
        connection = NatsJetStream.connect(place.port());
        consumer = connection
                .getStreamContext(NatsJetStream.STREAM)
                .createOrUpdateConsumer(ConsumerConfiguration.builder()
                        .durable("app")
                        .ackPolicy(AckPolicy.All)
                        .maxAckPending(MAX_PENDING)
                        .build())
                .consume(ConsumeOptions.builder().batchSize(PULL).build(), batches::add);
    }

    private void apply(List<Message> messages) {
        for (Message message : messages) {
            inbox.apply(frames.read(message.getData()));
        }
        messages.get(messages.size() - 1).ack();
        acks.add(messages.size());
    }

    @Override
    public void disconnect() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            if (consumer != null) {
                consumer.stop();
            }
            if (connection != null) {
                connection.close();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
