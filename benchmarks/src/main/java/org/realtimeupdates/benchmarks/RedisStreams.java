package org.realtimeupdates.benchmarks;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimeupdates.domain.Message;

/** Redis Streams with Lettuce: XADD pipelined, a consumer group, acknowledgements of what was read together in one XACK. */
final class RedisStreams implements Contender {

    static final String STREAM = "updates";
    static final String BODY = "u";
    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

    private static final String PROGRAM = "redis-server";

    RedisStreams() {}

    @Override
    public String title() {
        return "Redis Streams";
    }

    @Override
    public String durability() {
        return "append-only file, fsync every second";
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
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--dir",
                folder.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec");
        return Optional.of(new Broker(port, Broker.process(command, Map.of(), folder)));
    }

    @Override
    public Publisher startPublisher(Place place, Acks acks) {
        return new RedisPublisher(place);
    }

    @Override
    public App createApp(Place place, Inbox inbox, Acks acks) {
        return new RedisApp(place, inbox, acks);
    }

    static RedisClient client(int port) {
        return RedisClient.create("redis://127.0.0.1:" + port);
    }

    private static final class RedisPublisher implements Publisher {

        private final int port;
        private final Frames frames;
        private final RedisClient client;
        private final StatefulRedisConnection<String, byte[]> connection;
        private final Unconfirmed unconfirmed = new Unconfirmed();

        RedisPublisher(Place place) {
            port = place.port();
            frames = place.frames();
            client = client(port);
            connection = client.connect(CODEC);
            connection.setAutoFlushCommands(false);
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void publish(List<Message> updates) throws InterruptedException {
            unconfirmed.add(updates.size());
            RedisAsyncCommands<String, byte[]> commands = connection.async();
            for (Message update : updates) {
                unconfirmed.follow(commands.xadd(STREAM, Map.of(BODY, frames.write(update))));
            }
            connection.flushCommands();
        }

        @Override
        public void awaitKept() throws InterruptedException {
            unconfirmed.awaitNone();
        }

        @Override
        public void close() {
            connection.close();
            client.shutdown();
        }
    }
}
