package org.realtimeupdates.benchmarks;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.domain.Message;

/** NATS JetStream with a stream in files: published asynchronously, pulled by a durable consumer, one acknowledgement a batch. */
final class NatsJetStream implements Contender {

    static final String STREAM = "updates";

    private static final String PROGRAM = "nats-server";
    private static final int OUTGOING = 20_000;

    NatsJetStream() {}

    @Override
    public String title() {
        return "NATS JetStream";
    }

    @Override
    public String durability() {
        return "file store, fsync every 2 minutes";
    }

    @Override
    public Optional<String> program() {
        return Optional.of(PROGRAM);
    }

    @Override
    public Optional<Broker> startBroker(Path folder) throws Exception {
        int port = Broker.freePort();
        List<String> command = List.of(
                Broker.find(PROGRAM).orElseThrow().toString(),
                "--addr",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--jetstream",
                "--store_dir",
                folder.toString());
        return Optional.of(new Broker(port, Broker.process(command, Map.of(), folder)));
    }

    static Connection connect(int port) throws IOException, InterruptedException {
        return Nats.connect(Options.builder()
                .server("nats://127.0.0.1:" + port)
                .maxMessagesInOutgoingQueue(OUTGOING)
                .build());
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks)
            throws IOException, InterruptedException, JetStreamApiException {
        return new NatsPublisher(place);
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) {
        return new NatsApp(place, inbox, acks);
    }

    private static final class NatsPublisher implements Publisher {

        private final int port;
        private final Frames frames;
        private final Connection connection;
        private final JetStream stream;
        private final Unconfirmed unconfirmed = new Unconfirmed();

        NatsPublisher(Place place) throws IOException, InterruptedException, JetStreamApiException {
            port = place.port();
            frames = place.frames();
            connection = connect(port);
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name(STREAM)
                            .subjects(STREAM)
                            .storageType(StorageType.File)
                            .build());
            stream = connection.jetStream();
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void publish(List<Message> updates) throws InterruptedException {
            for (Message update : updates) {
                unconfirmed.add(1);
                unconfirmed.follow(stream.publishAsync(STREAM, frames.write(update)));
            }
        }

        @Override
        public void awaitKept() throws InterruptedException {
            unconfirmed.awaitNone();
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
