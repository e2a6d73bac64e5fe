package org.realtimeupdates.testfixtures.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.domain.Device;

/** All connections, and how they come about. */
final class SimulatedNetwork {

    private final World world;
    private final SimulatedServer server;
    private final SplittableRandom delays;
    private final List<SimulatedLink> links = new ArrayList<>();
    private int numbers;

    /** Until then each connection that opens ends soon. */
    private long flapsUntil;

    SimulatedNetwork(World world, SimulatedServer server) {
        this.world = world;
        this.server = server;
        this.delays = world.random().split();
    }

    /** An app connects; the transport of one process. */
    void connect(Device device, SimulatedProcess app, ConnectRequest request, ConnectAttempt attempt) {
        app.call("connect");
        world.trace(device.user() + "/" + device.id(), "connects", "");
        world.oracle().dials(device).dialled(world.time().now());
        Attempt dialled = new Attempt(device, app, request, attempt);
        app.after(request.timeout().toNanos(), () -> dialled.fail(new Disconnect.Failed("no answer in time")));
        if (world.faults().strikes(Fault.REFUSED_CONNECT)) {
            app.after(delay(), () -> dialled.fail(new Disconnect.Failed("no route")));
            return;
        }
        long there = world.faults().strikes(Fault.SLOW_CONNECT)
                ? world.faults().parameter(30_000) * SimulatedLink.MILLI
                : delay();
        world.time().after(there, dialled::arrive);
        if (world.faults().strikes(Fault.DUPLICATE_CONNECT)) {
            world.time()
                    .after(world.faults().parameter(20_000) * SimulatedLink.MILLI, () -> ghost(device, app, request));
        }
    }

    /** The process is dead: its peers find out. */
    void died(SimulatedProcess process) {
        for (SimulatedLink link : List.copyOf(links)) {
            if (link.client().owner() == process) {
                link.ownerDied(link.client());
            } else if (link.server().owner() == process) {
                link.ownerDied(link.server());
            }
        }
        forgetClosed();
    }

    /** The connections that are not closed on both sides. */
    List<SimulatedLink> links() {
        forgetClosed();
        return links;
    }

    private void forgetClosed() {
        links.removeIf(link -> link.client().isClosed() && link.server().isClosed());
    }

    private long delay() {
        return 20_000L + delays.nextInt(400) * 50_000L;
    }

    private void flap(SimulatedLink link) {
        Faults faults = world.faults();
        if (faults.strikes(Fault.FLAPPING)) {
            flapsUntil = world.time().now() + faults.parameter(40_000) * SimulatedLink.MILLI;
        }
        if (world.time().now() < flapsUntil && !faults.isCalm()) {
            world.time().after(delays.nextInt(200) * SimulatedLink.MILLI, () -> link.cut("it ends young"));
            world.happened(Sometimes.CONNECTION_ENDED_YOUNG);
        }
    }

    private static Handshake handshake(Device device, ConnectRequest request) {
        return new Handshake(
                "/realtime",
                "",
                Optional.of("Bearer " + request.token()),
                Optional.of(device.id()),
                Optional.empty(),
                request.offers().stream().map(Subprotocol::wireName).toList());
    }

    /** A handshake that nobody waits for. */
    private void ghost(Device device, SimulatedProcess app, ConnectRequest request) {
        SimulatedProcess service = server.process();
        if (world.faults().isCalm()) {
            return;
        }
        service.run(() -> {
            Admission admission = server.admit(handshake(device, request));
            if (admission instanceof Admission.Accepted accepted
                    && accepted.device().equals(device)) {
                SimulatedLink link = new SimulatedLink(++numbers, world, device, app, service);
                links.add(link);
                link.openServer(server.open(accepted, link));
                link.client().silence();
                link.server().breakOff(world.faults().parameter(45_000) * SimulatedLink.MILLI);
            }
        });
    }

    /** One try of an app to connect. */
    private final class Attempt {

        private final Device device;
        private final SimulatedProcess app;
        private final ConnectRequest request;
        private final ConnectAttempt attempt;
        private boolean done;

        Attempt(Device device, SimulatedProcess app, ConnectRequest request, ConnectAttempt attempt) {
            this.device = device;
            this.app = app;
            this.request = request;
            this.attempt = attempt;
        }

        void fail(Disconnect disconnect) {
            if (!done) {
                done = true;
                attempt.failed(disconnect);
            }
        }

        /** The handshake is at the server. */
        void arrive() {
            SimulatedProcess service = server.process();
            if (!service.isAlive()) {
                app.after(delay(), () -> fail(new Disconnect.Failed("connection refused")));
                return;
            }
            service.run(() -> {
                Admission admission = server.admit(handshake(device, request));
                if (admission instanceof Admission.Refused refused) {
                    refuse(service, refused);
                } else {
                    long wait = world.faults().strikes(Fault.SLOW_CONNECT)
                            ? world.faults().parameter(20_000) * SimulatedLink.MILLI
                            : delay();
                    service.after(wait, () -> open(service, (Admission.Accepted) admission));
                }
            });
        }

        private void refuse(SimulatedProcess service, Admission.Refused refused) {
            if (refused.status() == 401 && delays.nextBoolean()) {
                SimulatedLink link = new SimulatedLink(++numbers, world, device, app, service);
                links.add(link);
                link.refuse(refused.closeReason());
                Subprotocol agreed = request.offers().stream().findFirst().orElse(Subprotocol.BARE);
                app.after(delay(), () -> opened(link, agreed));
            } else {
                app.after(delay(), () -> fail(new Disconnect.Refused(refused.status())));
            }
        }

        private void open(SimulatedProcess service, Admission.Accepted accepted) {
            SimulatedLink link = new SimulatedLink(++numbers, world, accepted.device(), app, service);
            links.add(link);
            ConnectionListener listener = server.open(accepted, link);
            link.openServer(listener);
            if (!app.isAlive()) {
                link.ownerDied(link.client());
            } else {
                app.after(delay(), () -> opened(link, accepted.subprotocol()));
            }
        }

        private void opened(SimulatedLink link, Subprotocol subprotocol) {
            if (done) {
                link.abandon();
            } else if (!link.client().isClosed()) {
                done = true;
                link.openClient(attempt.opened(link.client(), subprotocol));
                flap(link);
            } else {
                fail(new Disconnect.Failed("the connection was lost"));
            }
        }
    }
}
