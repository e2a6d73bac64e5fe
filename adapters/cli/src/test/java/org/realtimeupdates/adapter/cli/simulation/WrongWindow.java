package org.realtimeupdates.adapter.cli.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.MessageCodec;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.application.server.ServerOptions;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.domain.Mailbox;
import org.realtimeupdates.domain.Update;
import org.realtimeupdates.domain.UpdateReply;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** What was not replied on a connection takes up room in the window of the next one. */
final class WrongWindow implements Wiring {

    private final MessageCodec codec;
    private final Map<Mailbox, Integer> unreplied = new HashMap<>();
    private int window;

    WrongWindow(MessageCodec codec) {
        this.codec = codec;
    }

    @Override
    public ServerOptions serverOptions(ServerOptions options) {
        window = options.window();
        unreplied.clear();
        return options;
    }

    @Override
    public RealtimeServer server(RealtimeServer server) {
        return new RealtimeServer() {
            @Override
            public long arrived() {
                return server.arrived();
            }

            @Override
            public Admission admit(Handshake handshake, long arrival) {
                return server.admit(handshake, arrival);
            }

            @Override
            public ConnectionListener open(Admission.Accepted admission, Connection connection) {
                Windowed windowed = new Windowed(admission.device(), admission.subprotocol(), connection);
                return windowed.before(server.open(admission, windowed));
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    /** Holds a message back until there is room for its updates. */
    private final class Windowed implements Connection {

        private final Device device;
        private final Subprotocol subprotocol;
        private final Connection right;
        private @Nullable Runnable held;

        Windowed(Device device, Subprotocol subprotocol, Connection right) {
            this.device = device;
            this.subprotocol = subprotocol;
            this.right = right;
        }

        @Override
        public void send(String message, Runnable written) {
            Map<Mailbox, Integer> more = new HashMap<>();
            for (Decoded.Frame frame : frames(message, Sender.SERVER)) {
                if (frame.message().payload() instanceof Update) {
                    more.merge(new Mailbox(device, frame.message().account()), 1, Integer::sum);
                }
            }
            if (more.entrySet().stream().allMatch(added -> waiting(added.getKey()) + added.getValue() <= window)) {
                more.forEach((mailbox, added) -> unreplied.merge(mailbox, added, Integer::sum));
                right.send(message, written);
            } else {
                held = () -> send(message, written);
            }
        }

        @Override
        public void close(CloseReason reason) {
            right.close(reason);
        }

        private int waiting(Mailbox mailbox) {
            return unreplied.getOrDefault(mailbox, 0);
        }

        private List<Decoded.Frame> frames(String message, Sender sender) {
            return codec.decode(message, sender, subprotocol).stream()
                    .filter(Decoded.Frame.class::isInstance)
                    .map(Decoded.Frame.class::cast)
                    .toList();
        }

        ConnectionListener before(ConnectionListener listener) {
            return new ConnectionListener() {
                @Override
                public void received(String message, Runnable consumed) {
                    replied(message);
                    listener.received(message, consumed);
                }

                @Override
                public void unreadable(MessageFault fault, String message, Runnable consumed) {
                    listener.unreadable(fault, message, consumed);
                }

                @Override
                public void closed(Disconnect disconnect) {
                    listener.closed(disconnect);
                }
            };
        }

        private void replied(String message) {
            for (Decoded.Frame frame : frames(message, Sender.CLIENT)) {
                if (frame.message().payload() instanceof UpdateReply reply) {
                    Mailbox mailbox = new Mailbox(device, frame.message().account());
                    unreplied.put(mailbox, waiting(mailbox) - reply.refs().size());
                }
            }
            Runnable waiting = held;
            if (waiting != null) {
                held = null;
                waiting.run();
            }
        }
    }
}
