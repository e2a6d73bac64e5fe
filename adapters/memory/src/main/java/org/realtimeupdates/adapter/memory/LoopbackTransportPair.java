package org.realtimeupdates.adapter.memory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Utf8;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.RealtimeServer;

/** The two ends of one open connection. All state belongs to one serial executor. */
final class LoopbackTransportPair {

    /** How many messages may be delivered to one end and not be consumed yet. */
    static final int MAX_UNCONSUMED = 256;

    /** How long a close waits for the message under way. */
    static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final SerialExecutor wire;
    private final End client;
    private final End server;
    private SerialExecutor.Cancellation patience = () -> {};
    private @Nullable Closing closing;
    private boolean closed;

    /** A pair that is not open yet; the limits are those of messages to each end, in bytes. */
    LoopbackTransportPair(SerialExecutor wire, int clientMaxBytes, int serverMaxBytes) {
        this.wire = wire;
        this.client = new End(clientMaxBytes);
        this.server = new End(serverMaxBytes);
    }

    /** Tells both sides. Runs on the executor of this pair, as all that is not an end's public method does. */
    void open(RealtimeServer realtimeServer, Admission.Accepted accepted, ConnectAttempt attempt) {
        try {
            server.listener = realtimeServer.open(accepted, server);
        } catch (RuntimeException e) {
            closed = true;
            attempt.failed(new Disconnect.Refused(500));
            throw e;
        }
        try {
            client.listener = attempt.opened(client, accepted.subprotocol());
        } catch (RuntimeException e) {
            finish(new CloseReason(CloseReason.INTERNAL_ERROR, "the client failed"));
            throw e;
        }
    }

    private void finish(CloseReason reason) {
        if (closed) {
            return;
        }
        closed = true;
        patience.cancel();
        Disconnect disconnect = new Disconnect.Closed(reason.code(), reason.reason());
        try {
            client.tellClosed(disconnect);
        } finally {
            server.tellClosed(disconnect);
        }
    }

    /** A message that its sender waits for. */
    private record Outgoing(String message, Runnable written) {}

    /** A close that waits for the message under way of the one who closes. */
    private record Closing(End by, CloseReason reason) {}

    /** What one side holds. */
    private final class End implements Connection {

        private final int maxInboundBytes;
        private @Nullable ConnectionListener listener;
        private @Nullable Outgoing waiting;
        private int unconsumed;

        /** Set by the one who closes, so that nothing is delivered to him any more, whatever is on its way. */
        private volatile boolean closeCalled;

        End(int maxInboundBytes) {
            this.maxInboundBytes = maxInboundBytes;
        }

        @Override
        public void send(String message, Runnable written) {
            wire.execute(() -> take(new Outgoing(message, written)));
        }

        @Override
        public void close(CloseReason reason) {
            closeCalled = true;
            wire.execute(() -> closeAfterWaiting(reason));
        }

        private End peer() {
            return this == client ? server : client;
        }

        private void take(Outgoing outgoing) {
            if (closed || isClosing()) {
                return;
            }
            if (Utf8.size(outgoing.message()) > peer().maxInboundBytes) {
                finish(new CloseReason(CloseReason.TOO_BIG, "message too big"));
            } else if (waiting != null) {
                finish(new CloseReason(CloseReason.INTERNAL_ERROR, "sent before the last message was written"));
            } else if (peer().unconsumed == MAX_UNCONSUMED) {
                waiting = outgoing;
            } else {
                peer().deliver(outgoing);
            }
        }

        private void deliver(Outgoing outgoing) {
            if (closeCalled || listener == null) {
                return;
            }
            unconsumed++;
            AtomicBoolean once = new AtomicBoolean();
            Runnable consumed = () -> {
                if (once.compareAndSet(false, true)) {
                    wire.execute(this::consumed);
                }
            };
            try {
                listener.received(outgoing.message(), consumed);
            } catch (RuntimeException e) {
                finish(new CloseReason(CloseReason.INTERNAL_ERROR, "the listener failed"));
                throw e;
            }
            outgoing.written().run();
        }

        private void consumed() {
            unconsumed--;
            Outgoing next = peer().waiting;
            if (closed || next == null) {
                return;
            }
            peer().waiting = null;
            deliver(next);
            if (closing != null) {
                finish(closing.reason());
            }
        }

        private void closeAfterWaiting(CloseReason reason) {
            if (closed || isClosing()) {
                return;
            }
            if (closing != null) {
                finish(closing.reason());
            } else if (waiting == null) {
                finish(reason);
            } else {
                closing = new Closing(this, reason);
                patience = wire.schedule(CLOSE_PATIENCE, () -> finish(reason));
            }
        }

        private boolean isClosing() {
            return closing != null && closing.by() == this;
        }

        private void tellClosed(Disconnect disconnect) {
            waiting = null;
            if (listener != null) {
                listener.closed(disconnect);
            }
        }
    }
}
