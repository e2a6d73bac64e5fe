package org.realtimeupdates.adapter.netty.client;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.realtimeupdates.adapter.websocket.client.SharedThreads;

/** Netty's network threads. */
final class SharedNetwork implements SharedThreads.Engine<EventLoopGroup> {

    /** Those of all clients of this JVM. */
    static final SharedThreads<EventLoopGroup> OF_THE_JVM =
            new SharedThreads<>(new SharedNetwork(), Duration.ofSeconds(30));

    private static final int MOST_THREADS = 4;

    private SharedNetwork() {}

    @Override
    public EventLoopGroup start() {
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory("realtime-updates-client", true), NioIoHandler.newFactory());
    }

    @Override
    public void stop(EventLoopGroup threads) {
        Future<?> unused = threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
