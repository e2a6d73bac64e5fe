package org.realtimeupdates.testfixtures.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection through a {@link TcpFaultProxy}: two sockets and a pump for each direction. */
final class ProxiedConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ProxiedConnection.class);
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final Socket client;
    private final Socket server = new Socket();
    private final Lane toServer;
    private final Lane toClient;
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile boolean lost;
    private final AtomicInteger pumps = new AtomicInteger(2);

    ProxiedConnection(Socket client, Lane toServer, Lane toClient) {
        this.client = client;
        this.toServer = toServer;
        this.toClient = toClient;
    }

    void connect(InetSocketAddress target) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        server.connect(target, CONNECT_TIMEOUT_MILLIS);
    }

    boolean isGone() {
        return gone.get();
    }

    /** Carries one direction until it ends. Blocks. */
    void pump(Direction direction) {
        boolean up = direction == Direction.TO_SERVER;
        try {
            if (up) {
                pump(client, server, toServer, toClient);
            } else {
                pump(server, client, toClient, toServer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        } catch (IOException e) {
            LOG.debug("the pump {} ends", direction, e);
            reset();
        }
        if (pumps.decrementAndGet() == 0) {
            cut();
        }
    }

    private void pump(Socket from, Socket to, Lane lane, Lane back) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[16 << 10];
        while (!isGone()) {
            int size = read(in, buffer, lane);
            if (size < 0) {
                if (!lost && lane.passesEnd(this::isGone)) {
                    to.shutdownOutput();
                }
                return;
            }
            lane.countReceived(size);
            lane.awaitDelay(this::isGone);
            int done = 0;
            while (done < size && !lost && !isGone()) {
                Lane.Step step = lane.next(size - done, this::isGone);
                try {
                    if (write(to, buffer, done, step.forward(), back)) {
                        lane.countForwarded(step.forward());
                    }
                } finally {
                    step.fault().ifPresent(fault -> {
                        suffer(fault, to);
                        lane.struck();
                    });
                }
                done += step.forward() + step.swallow();
            }
        }
    }

    /** A reset is passed on like bytes are: not out of a black hole. */
    private int read(InputStream in, byte[] buffer, Lane lane) throws IOException, InterruptedException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            if (lost || !lane.passesEnd(this::isGone)) {
                LOG.debug("the end stays unknown to the other side", e);
                return -1;
            }
            throw e;
        }
    }

    /** A reset by the receiver comes back through the other lane: its pump tells of it, or this one when that has ended. */
    private boolean write(Socket to, byte[] buffer, int offset, int length, Lane back)
            throws IOException, InterruptedException {
        if (length == 0 || to.isOutputShutdown()) {
            return false;
        }
        try {
            OutputStream out = to.getOutputStream();
            out.write(buffer, offset, length);
            out.flush();
            return true;
        } catch (IOException e) {
            if (pumps.get() < 2 && back.passesEnd(this::isGone)) {
                throw e;
            }
            LOG.debug("what follows is lost", e);
            return false;
        }
    }

    private void suffer(ByteFault fault, Socket to) {
        switch (fault) {
            case CUT -> cut();
            case RESET -> reset();
            case HALF_CLOSE -> shutdownOutput(to);
            case CUT_AT_CLIENT -> {
                lost = true;
                shutdownOutput(client);
            }
            case CUT_AT_SERVER -> {
                lost = true;
                shutdownOutput(server);
            }
            case BLACK_HOLE -> lost = true;
            case STALL -> LOG.debug("stalled");
        }
    }

    void halfClose(Direction direction) {
        shutdownOutput(direction == Direction.TO_SERVER ? server : client);
    }

    /** Ends both sides as a process that exits does: what was forwarded still arrives, then the end of the stream. */
    void cut() {
        if (gone.compareAndSet(false, true)) {
            shutdownOutput(client);
            shutdownOutput(server);
            close();
        }
    }

    /** Ends both sides with RST. */
    void reset() {
        if (gone.compareAndSet(false, true)) {
            Sockets.resetOnClose(client);
            Sockets.resetOnClose(server);
            close();
        }
    }

    private void close() {
        Sockets.close(client);
        Sockets.close(server);
        toServer.wake();
        toClient.wake();
    }

    private static void shutdownOutput(Socket socket) {
        try {
            if (socket.isConnected() && !socket.isClosed() && !socket.isOutputShutdown()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            LOG.debug("already gone", e);
        }
    }
}
