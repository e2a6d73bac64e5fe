package org.realtimeupdates.benchmarks;

import io.lettuce.core.Consumer;
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Reads as the one consumer of a group. The next read is on its way while the last one's updates are applied. */
final class RedisApp implements Contender.App {

    private static final String GROUP = "app";
    private static final int MAX_READ = 1_000;
    private static final int BLOCK_MILLIS = 5_000;

    private final Frames frames;
    private final Inbox inbox;
    private final Acks acks;
    private final RedisClient client;

    /** Of its own: nothing overtakes a read that waits. */
    private final StatefulRedisConnection<String, byte[]> acknowledging;

    private StatefulRedisConnection<String, byte[]> reading;
    private Thread reader = new Thread();

    RedisApp(Contender.Place place, Inbox inbox, Acks acks) {
        this.frames = place.frames();
        this.inbox = inbox;
        this.acks = acks;
        this.client = RedisStreams.client(place.port());
        this.acknowledging = client.connect(RedisStreams.CODEC);
        this.reading = acknowledging;
    }

    @Override
    public void connect() {
        StatefulRedisConnection<String, byte[]> own = client.connect(RedisStreams.CODEC);
        try {
            own.sync()
                    .xgroupCreate(
                            StreamOffset.from(RedisStreams.STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
        } catch (RedisBusyException e) {
            // There from the time before.
        }
        reading = own;
        reader = new Thread(() -> read(own));
        reader.setDaemon(true);
        reader.start();
    }

    private void read(StatefulRedisConnection<String, byte[]> from) {
        try {
            Future<List<StreamMessage<String, byte[]>>> next = next(from);
            while (true) {
                List<StreamMessage<String, byte[]>> messages = next.get();
                next = next(from);
                if (!messages.isEmpty()) {
                    apply(messages);
                }
            }
        } catch (ExecutionException | CancellationException e) {
            if (from.isOpen()) {
                System.err.println("cannot read: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked") // one stream, no array of them
    private static Future<List<StreamMessage<String, byte[]>>> next(StatefulRedisConnection<String, byte[]> from) {
        return from.async()
                .xreadgroup(
                        Consumer.from(GROUP, "phone"),
                        XReadArgs.Builder.block(BLOCK_MILLIS).count(MAX_READ),
                        StreamOffset.lastConsumed(RedisStreams.STREAM));
    }

    private void apply(List<StreamMessage<String, byte[]>> messages) {
        String[] ids = new String[messages.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = messages.get(i).getId();
            inbox.apply(
                    frames.read(Objects.requireNonNull(messages.get(i).getBody().get(RedisStreams.BODY))));
        }
        acknowledging.async().xack(RedisStreams.STREAM, GROUP, ids).thenAccept(count -> acks.add(count.intValue()));
    }

    @Override
    public void disconnect() throws InterruptedException {
        reading.close();
        reader.interrupt();
        reader.join();
    }

    @Override
    public void close() {
        reading.close();
        acknowledging.close();
        client.shutdown();
    }
}
