package org.realtimeupdates.testfixtures.contract;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.domain.Device;

/** A server's half that admits whom a test lets in, and records each connection. */
public final class TransportServerStub implements RealtimeServer {

    private final List<Handshake> handshakes = new CopyOnWriteArrayList<>();
    private final List<TransportRecorder> all = new CopyOnWriteArrayList<>();
    private final BlockingQueue<TransportRecorder> opened = new LinkedBlockingQueue<>();
    private final List<Device> devices = new CopyOnWriteArrayList<>();
    private final AtomicLong arrivals = new AtomicLong();
    private volatile Function<Handshake, Admission> admission = TransportServerStub::accept;

    /** Accepts everyone: the token is the user. */
    public TransportServerStub() {}

    /** Decides from now on. */
    public void admitBy(Function<Handshake, Admission> admission) {
        this.admission = admission;
    }

    /** Takes the first offer that is known, else none; the token is the user. */
    public static Admission accept(Handshake handshake) {
        Subprotocol subprotocol = handshake.subprotocols().stream()
                .flatMap(name -> Subprotocol.find(name).stream())
                .findFirst()
                .orElse(Subprotocol.BARE);
        String user = handshake.authorization().orElse("nobody").replaceFirst("^Bearer ", "");
        return new Admission.Accepted(new Device(user, handshake.deviceId().orElse("none")), subprotocol);
    }

    @Override
    public long arrived() {
        return arrivals.incrementAndGet();
    }

    @Override
    public Admission admit(Handshake handshake, long arrival) {
        handshakes.add(handshake);
        Admission decision = admission.apply(handshake);
        return decision instanceof Admission.Accepted accepted ? accepted.withOrder(arrival) : decision;
    }

    @Override
    public ConnectionListener open(Admission.Accepted accepted, Connection connection) {
        TransportRecorder recorder = new TransportRecorder(connection);
        record(accepted.device(), recorder);
        return recorder;
    }

    /** At once: connections that are opened at the same time stand in one order in all lists. */
    private synchronized void record(Device device, TransportRecorder recorder) {
        devices.add(device);
        all.add(recorder);
        opened.add(recorder);
    }

    /** The handshakes so far. */
    public List<Handshake> handshakes() {
        return handshakes;
    }

    /** Whose connections were opened so far, in the order of {@link #connections}. */
    public List<Device> devices() {
        return devices;
    }

    /** Every connection so far. */
    public List<TransportRecorder> connections() {
        return all;
    }

    /** The next connection that was opened. */
    public TransportRecorder next() {
        try {
            TransportRecorder next = opened.poll(TransportRecorder.PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no connection was opened");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        CloseReason reason = new CloseReason(CloseReason.GOING_AWAY, "server stops");
        all.forEach(recorder -> recorder.connection().close(reason));
    }
}
