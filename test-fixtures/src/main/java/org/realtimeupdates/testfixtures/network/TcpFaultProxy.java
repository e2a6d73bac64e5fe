package org.realtimeupdates.testfixtures.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy on the loopback that does to connections what bad networks do.
 *
 * <p>Faults that stay on ({@link #stall}, {@link #blackHole}, {@link #delay}, {@link #split}) and {@link #faultAfter} hold for
 * the connections that are open and for those to come, until taken back; {@link #cut}, {@link #reset} and {@link #halfClose}
 * hit those that are open. Bytes sent after a fault was set meet it; a chunk under way at that moment may still pass.
 *
 * <p>Thread-safe. Nothing but the {@code await…} methods blocks for long. Runs on daemon threads, two for each of at most
 * {@value #MAX_CONNECTIONS} connections; further ones are reset.
 */
public final class TcpFaultProxy implements AutoCloseable {

    /** The most connections at a time. */
    public static final int MAX_CONNECTIONS = 256;

    private static final Logger LOG = LoggerFactory.getLogger(TcpFaultProxy.class);

    private final InetSocketAddress target;
    private final Lane toServer = new Lane();
    private final Lane toClient = new Lane();
    private final Set<ProxiedConnection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0, 2 * MAX_CONNECTIONS + 2, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), TcpFaultProxy::newThread);
    private final int port;
    private ServerSocket listener;
    private Future<?> accepting;

    /**
     * Starts to listen.
     *
     * @param target where each connection is forwarded to
     */
    public TcpFaultProxy(InetSocketAddress target) throws IOException {
        this.target = target;
        ServerSocket socket = listen(0);
        this.listener = socket;
        this.port = socket.getLocalPort();
        this.accepting = threads.submit(() -> accept(socket));
    }

    /** Where to connect to in place of the target. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** The port of {@link #address()}. */
    public int port() {
        return port;
    }

    /** Ends every open connection on both sides with FIN. */
    public void cut() {
        open.forEach(ProxiedConnection::cut);
    }

    /** Ends every open connection on both sides with RST. */
    public void reset() {
        open.forEach(ProxiedConnection::reset);
    }

    /** {@link #faultAfter} with {@link ByteFault#CUT}. */
    public void cutAfter(Direction direction, long bytes) {
        faultAfter(direction, bytes, ByteFault.CUT);
    }

    /**
     * Once so many more bytes were forwarded in that direction, does this to the connection that carried the last of them. Happens
     * once.
     *
     * @param bytes 0 or more; with 0 it happens when the next byte comes, which does not arrive
     */
    public void faultAfter(Direction direction, long bytes, ByteFault fault) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes: 0 or more, got " + bytes);
        }
        lane(direction).faultAfter(bytes, fault);
    }

    /** Waits for {@link #faultAfter} to happen; whether it did in time. */
    public boolean awaitFault(Direction direction, Duration timeout) throws InterruptedException {
        Lane lane = lane(direction);
        return lane.await(() -> !lane.awaitsFault(), timeout);
    }

    /** Forwards nothing in that direction and stops reading from its sender; the sockets stay open. */
    public void stall(Direction direction) {
        lane(direction).stall(true);
    }

    /** Ends {@link #stall}: what was held back goes on. */
    public void resume(Direction direction) {
        lane(direction).stall(false);
    }

    /** Reads and throws away what is sent in that direction, the end of the stream included. */
    public void blackHole(Direction direction) {
        lane(direction).blackHole(true);
    }

    /** Holds each chunk back for that long after it came; zero ends it, for what is held back as well. */
    public void delay(Direction direction, Duration each) {
        lane(direction).delay(each);
    }

    /** Forwards at most so many bytes at a time, flushing after each piece. */
    public void split(Direction direction, int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes: at least 1, got " + bytes);
        }
        lane(direction).split(bytes);
    }

    /** Ends that direction with FIN on every open connection; the other direction goes on. What is sent in it further is lost. */
    public void halfClose(Direction direction) {
        open.forEach(connection -> connection.halfClose(direction));
    }

    /** Takes back every fault that stays on, and {@link #faultAfter}. What was swallowed stays lost. */
    public void heal() {
        toServer.heal();
        toClient.heal();
    }

    /** From now on a connection is refused by the system, as if nobody listened. Idempotent. */
    public synchronized void refuseConnections() {
        Sockets.close(listener);
        try {
            // The system goes on listening until the accepting thread has let go of the socket.
            accepting.get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the accepting thread does not end", e);
        }
    }

    /** Ends {@link #refuseConnections}: listens on the same port again. Idempotent. */
    public synchronized void acceptConnections() {
        if (!listener.isClosed()) {
            return;
        }
        try {
            ServerSocket again = listen(port);
            listener = again;
            accepting = threads.submit(() -> accept(again));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** How many bytes were taken from the sender of that direction, over all connections. */
    public long received(Direction direction) {
        return lane(direction).received();
    }

    /** How many bytes were passed on in that direction, over all connections. */
    public long forwarded(Direction direction) {
        return lane(direction).forwarded();
    }

    /**
     * Waits until there have been that many connections, each connected to the target.
     *
     * @throws AssertionError when time is over
     */
    public void awaitConnections(int count, Duration timeout) throws InterruptedException {
        if (!toServer.await(() -> connections() >= count, timeout)) {
            throw new AssertionError("waited for " + count + " connections, got " + connections());
        }
    }

    /**
     * Waits until that many bytes were taken from the sender of that direction.
     *
     * @throws AssertionError when time is over
     */
    public void awaitReceived(Direction direction, long bytes, Duration timeout) throws InterruptedException {
        if (!lane(direction).await(() -> received(direction) >= bytes, timeout)) {
            throw new AssertionError("waited for " + bytes + " bytes " + direction + ", got " + received(direction));
        }
    }

    /** Resets what is open and ends every thread. Idempotent. */
    @Override
    public void close() {
        refuseConnections();
        threads.shutdown();
        reset();
        threads.shutdownNow();
    }

    private Lane lane(Direction direction) {
        return direction == Direction.TO_SERVER ? toServer : toClient;
    }

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MAX_CONNECTIONS);
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                serve(from.accept());
            } catch (IOException e) {
                LOG.debug("not accepting any more", e);
            }
        }
    }

    private void serve(Socket client) {
        ProxiedConnection connection = new ProxiedConnection(client, toServer, toClient);
        open.add(connection);
        start(connection, this::run);
    }

    private void run(ProxiedConnection connection) {
        try {
            connection.connect(target);
        } catch (IOException e) {
            LOG.debug("the target cannot be reached", e);
            connection.reset();
            open.remove(connection);
            return;
        }
        start(connection, other -> other.pump(Direction.TO_CLIENT));
        connections.incrementAndGet();
        toServer.wake();
        connection.pump(Direction.TO_SERVER);
    }

    private void start(ProxiedConnection connection, Consumer<ProxiedConnection> work) {
        try {
            threads.execute(() -> {
                work.accept(connection);
                if (connection.isGone()) {
                    open.remove(connection);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("too many connections, or closed", e);
            connection.reset();
            open.remove(connection);
        }
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "tcp-fault-proxy");
        thread.setDaemon(true);
        return thread;
    }
}
