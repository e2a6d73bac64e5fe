package org.realtimeupdates.testfixtures.simulation;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.domain.Device;

/** One connection between an app and the server, with the faults of a network. */
final class SimulatedLink {

    static final long MILLI = 1_000_000L;
    static final long SECOND = 1_000 * MILLI;

    /** How long a side that hears nothing waits. */
    private static final long LIVENESS = 45 * SECOND;

    private final int number;
    private final World world;
    private final Device device;
    private final SplittableRandom delays;
    private final LinkEnd client;
    private final LinkEnd server;
    private final int usualDelay;
    private final String name;
    private final LinkModel model;

    SimulatedLink(int number, World world, Device device, SimulatedProcess app, SimulatedProcess service) {
        this.number = number;
        this.world = world;
        this.device = device;
        this.name = device.user() + "/" + device.id() + "#" + number;
        this.delays = world.random().split();
        this.usualDelay = delays.nextInt(4) == 0 ? 400 : 20;
        int capacity =
                world.faults().strikes(Fault.BACKPRESSURE) ? 1 + world.faults().parameter(4) : 64;
        this.client = new LinkEnd("app", this, app, capacity);
        this.server = new LinkEnd("server", this, service, capacity);
        this.model = world.oracle().link(this);
        if (world.faults().strikes(Fault.BLACK_HOLE)) {
            int ways = 1 + world.faults().parameter(3);
            long when = world.faults().parameter(8_000) * MILLI;
            world.time().after(when, () -> goSilent((ways & 1) != 0, (ways & 2) != 0));
        }
    }

    World world() {
        return world;
    }

    Device device() {
        return device;
    }

    /** Its place among all connections. */
    int number() {
        return number;
    }

    /** What the oracle knows of it. */
    LinkModel model() {
        return model;
    }

    LinkEnd client() {
        return client;
    }

    LinkEnd server() {
        return server;
    }

    LinkEnd peerOf(LinkEnd end) {
        return end == client ? server : client;
    }

    /** The delay of the next message. */
    long delay() {
        if (world.faults().strikes(Fault.SLOW_MESSAGE)) {
            return world.faults().parameter(8_000) * MILLI;
        }
        return 10_000L + delays.nextInt(usualDelay) * 50_000L;
    }

    /** It breaks off: what is under way may or may not arrive. */
    void cut(String why) {
        world.trace(name(), "cut", why);
        world.oracle().connectionCut(this);
        long first = delays.nextInt(2_000) * 100_000L;
        client.breakOff(first);
        server.breakOff(delays.nextInt(2_000) * 100_000L);
    }

    /** Nothing arrives any more, one way or both. */
    private void goSilent(boolean atClient, boolean atServer) {
        world.trace(name(), "goes silent", atClient + " " + atServer);
        if (atClient) {
            client.goDeaf(LIVENESS);
        }
        if (atServer) {
            server.goDeaf(LIVENESS);
        }
    }

    /** From now on nobody listens at the app's side; the server finds out by and by. */
    void abandon() {
        client.breakOff(0);
        server.breakOff(delays.nextInt(3_000) * MILLI);
    }

    /** The process at that end has died. */
    void ownerDied(LinkEnd dead) {
        dead.silence();
        LinkEnd peer = peerOf(dead);
        if (world.faults().strikes(Fault.HALF_OPEN)) {
            peer.goDeaf(LIVENESS);
        } else {
            peer.breakOff(delays.nextInt(100) * MILLI);
        }
    }

    /** An open connection that the server refuses: some containers answer the handshake before they ask. */
    void refuse(CloseReason reason) {
        server.close(reason);
    }

    void openServer(ConnectionListener listener) {
        server.open(listener);
    }

    void openClient(@Nullable ConnectionListener listener) {
        if (listener != null) {
            client.open(listener);
        }
    }

    String name() {
        return name;
    }
}
