package org.realtimeupdates.adapter.tyrus.client;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.websocket.SessionTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Network threads that many sockets share: daemons, made for the first and ended some time after the last. Thread-safe. */
final class SharedNetwork {

    /** The one of all clients of this JVM. */
    static final SharedNetwork OF_THE_JVM = new SharedNetwork(Duration.ofSeconds(30));

    /** How much is read at a time. */
    static final int READ_BYTES = 32 << 10;

    private static final Logger LOG = LoggerFactory.getLogger(SharedNetwork.class);

    private final Duration afterTheLast;
    private final ScheduledExecutorService timer = SessionTimer.create("realtime-updates-client-network");
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TCPNIOTransport running;
    private @Nullable Future<?> end;
    private int sockets;

    SharedNetwork(Duration afterTheLast) {
        this.afterTheLast = afterTheLast;
    }

    /**
     * For one more socket, until {@link #leave}.
     *
     * @throws IOException when there are no threads for it
     */
    TCPNIOTransport enter() throws IOException {
        lock.lock();
        try {
            if (end != null) {
                end.cancel(false);
                end = null;
            }
            TCPNIOTransport transport = running == null ? start() : running;
            running = transport;
            sockets++;
            return transport;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            sockets--;
            if (sockets == 0) {
                end = timer.schedule(this::stop, afterTheLast.toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    private static TCPNIOTransport start() throws IOException {
        int workers = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        TCPNIOTransport transport = TCPNIOTransportBuilder.newInstance()
                .setTcpNoDelay(true)
                .setReuseAddress(false)
                .setIOStrategy(WorkerThreadIOStrategy.getInstance())
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

    private void stop() {
        lock.lock();
        try {
            if (sockets == 0 && running != null) {
                TCPNIOTransport transport = running;
                running = null;
                transport.shutdownNow();
            }
        } catch (IOException e) {
            LOG.warn("Network threads did not end cleanly", e);
        } finally {
            lock.unlock();
        }
    }
}
