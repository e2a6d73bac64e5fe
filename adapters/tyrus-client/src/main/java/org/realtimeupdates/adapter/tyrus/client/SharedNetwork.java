package org.realtimeupdates.adapter.tyrus.client;

import java.io.IOException;
import java.time.Duration;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.SameThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.realtimeupdates.adapter.websocket.client.SharedThreads;

/** Grizzly's network threads. */
final class SharedNetwork implements SharedThreads.Engine<TCPNIOTransport> {

    /** Those of all clients of this JVM. */
    static final SharedThreads<TCPNIOTransport> OF_THE_JVM =
            new SharedThreads<>(new SharedNetwork(), Duration.ofSeconds(30));

    /** How much is read at a time. */
    static final int READ_BYTES = 32 << 10;

    private SharedNetwork() {}

    @Override
    public TCPNIOTransport start() throws IOException {
        int workers = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance()
                .setTcpNoDelay(true)
                .setReuseAddress(false)
                .setIOStrategy(SameThreadIOStrategy.getInstance())
                .setSelectorThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("realtime-updates-client-network")
                        .setDaemon(true))
                .setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                        .setPoolName("realtime-updates-client")
                        .setCorePoolSize(workers)
                        .setMaxPoolSize(workers)
                        .setDaemon(true))
                .setReadBufferSize(READ_BYTES)
                .build();
        transport.start();
        return transport;
    }

    @Override
    public void stop(TCPNIOTransport threads) throws IOException {
        threads.shutdownNow();
    }
}
