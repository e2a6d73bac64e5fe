package org.realtimeupdates.adapter.memory;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.realtimeupdates.application.port.execution.Scheduler;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;

/** One attempt to connect. Its state belongs to the executor of the connection to be. */
final class LoopbackTransportHandshake {

    private final RealtimeServer server;
    private final ConnectRequest request;
    private final ConnectAttempt attempt;
    private final SerialExecutor wire;
    private final SerialExecutor admitting;
    private SerialExecutor.Cancellation timeout = () -> {};
    private boolean decided;

    LoopbackTransportHandshake(
            RealtimeServer server, Scheduler scheduler, ConnectRequest request, ConnectAttempt attempt) {
        this.server = server;
        this.request = request;
        this.attempt = attempt;
        this.wire = scheduler.newSerialExecutor();
        this.admitting = scheduler.newSerialExecutor();
    }

    void start(BooleanSupplier reachable) {
        wire.execute(() -> {
            if (!reachable.getAsBoolean()) {
                fail(new Disconnect.Failed("nobody is there"));
                return;
            }
            timeout = wire.schedule(request.timeout(), () -> fail(new Disconnect.Failed("no answer in time")));
            long arrival = server.arrived();
            admitting.execute(() -> admit(arrival));
        });
    }

    /** May block: runs beside the connection's own executor, where the timeout is. */
    private void admit(long arrival) {
        Admission admission;
        try {
            admission = server.admit(handshake(), arrival);
        } catch (RuntimeException e) {
            wire.execute(() -> fail(new Disconnect.Refused(500)));
            throw e;
        }
        wire.execute(() -> answer(admission));
    }

    private Handshake handshake() {
        String path = request.endpoint().getPath();
        return new Handshake(
                path.isEmpty() ? "/" : path,
                "",
                Optional.of("Bearer " + request.token()),
                Optional.of(request.deviceId()),
                Optional.empty(),
                request.offers().stream()
                        .filter(Subprotocol::isV1)
                        .map(Subprotocol::wireName)
                        .toList());
    }

    private void answer(Admission admission) {
        if (admission instanceof Admission.Accepted accepted) {
            open(accepted);
        } else {
            fail(new Disconnect.Refused(((Admission.Refused) admission).status()));
        }
    }

    private void open(Admission.Accepted accepted) {
        if (decide()) {
            new LoopbackTransportPair(wire, request.maxMessageBytes(), RealtimeServer.DEFAULT_MAX_MESSAGE_BYTES)
                    .open(server, accepted, attempt);
        }
    }

    private void fail(Disconnect disconnect) {
        if (decide()) {
            attempt.failed(disconnect);
        }
    }

    /** Whether this is the first outcome: the only one that counts. */
    private boolean decide() {
        if (decided) {
            return false;
        }
        decided = true;
        timeout.cancel();
        return true;
    }
}
