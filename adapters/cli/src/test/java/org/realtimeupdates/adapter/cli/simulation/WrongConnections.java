package org.realtimeupdates.adapter.cli.simulation;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.domain.Device;
import org.realtimeupdates.testfixtures.simulation.Wiring;

/** Ways to break the connections of the server. */
final class WrongConnections implements Wiring {

    private final Kind kind;
    private final Map<Device, ConnectionListener> newest = new HashMap<>();
    private int messages;

    private WrongConnections(Kind kind) {
        this.kind = kind;
    }

    enum Kind {
        LOSES_A_MESSAGE,
        DOUBLES_A_MESSAGE,
        SWAPS_MESSAGES,
        WRITTEN_AT_ONCE,
        NEVER_CONSUMED,
        OLD_CLOSE_ENDS_NEW,
        OLDER_WINS,
        IGNORES_REPLIES;

        Wiring wiring() {
            return new WrongConnections(this);
        }
    }

    @Override
    public Connection serverConnection(Connection connection) {
        return new Connection() {

            private @Nullable String kept;

            @Override
            public void send(String message, Runnable written) {
                messages++;
                switch (kind) {
                    case LOSES_A_MESSAGE -> {
                        if (messages % 7 == 0) {
                            written.run();
                        } else {
                            connection.send(message, written);
                        }
                    }
                    case DOUBLES_A_MESSAGE ->
                        connection.send(message, messages % 7 == 0 ? twice(message, written) : written);
                    case SWAPS_MESSAGES -> swap(message, written);
                    case WRITTEN_AT_ONCE -> {
                        connection.send(message, () -> {});
                        written.run();
                    }
                    default -> connection.send(message, written);
                }
            }

            private Runnable twice(String message, Runnable written) {
                return () -> connection.send(message, written);
            }

            private void swap(String message, Runnable written) {
                String earlier = kept;
                if (earlier != null) {
                    kept = null;
                    connection.send(message, () -> connection.send(earlier, written));
                } else if (messages % 5 == 0) {
                    kept = message;
                    written.run();
                } else {
                    connection.send(message, written);
                }
            }

            @Override
            public void close(CloseReason reason) {
                connection.close(reason);
            }
        };
    }

    @Override
    public ConnectionListener serverListener(ConnectionListener listener) {
        if (kind != Kind.NEVER_CONSUMED && kind != Kind.IGNORES_REPLIES) {
            return listener;
        }
        return new ConnectionListener() {
            @Override
            public void received(String message, Runnable consumed) {
                if (kind == Kind.IGNORES_REPLIES && message.contains("\"type\":\"reply\"") && ++messages % 7 == 0) {
                    consumed.run();
                } else {
                    listener.received(message, kind == Kind.NEVER_CONSUMED ? () -> {} : consumed);
                }
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
                if (kind == Kind.OLDER_WINS) {
                    return server.open(
                            new Admission.Accepted(
                                    admission.device(),
                                    admission.subprotocol(),
                                    -admission.order(),
                                    admission.validFor()),
                            connection);
                }
                ConnectionListener listener = server.open(admission, connection);
                newest.put(admission.device(), listener);
                return kind == Kind.OLD_CLOSE_ENDS_NEW ? endingTheNewest(admission.device(), listener) : listener;
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }

    private ConnectionListener endingTheNewest(Device device, ConnectionListener own) {
        return new ConnectionListener() {
            @Override
            public void received(String message, Runnable consumed) {
                own.received(message, consumed);
            }

            @Override
            public void unreadable(MessageFault fault, String message, Runnable consumed) {
                own.unreadable(fault, message, consumed);
            }

            @Override
            public void closed(Disconnect disconnect) {
                newest.getOrDefault(device, own).closed(disconnect);
            }
        };
    }
}
