package org.realtimeupdates.adapter.memory;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** A transport of an app that does as the right one does, but for what is overridden. */
class WrongTransport implements ClientTransport {

    private final ClientTransport real;

    WrongTransport(ClientTransport real) {
        this.real = real;
    }

    ConnectRequest request(ConnectRequest request) {
        return request;
    }

    Subprotocol agreed(Subprotocol subprotocol) {
        return subprotocol;
    }

    String text(String message) {
        return message;
    }

    Disconnect end(Disconnect disconnect) {
        return disconnect;
    }

    CloseReason close(CloseReason reason) {
        return reason;
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        real.connect(request(request), new ConnectAttempt() {
            @Override
            public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
                return listener(attempt.opened(connection(connection), agreed(subprotocol)));
            }

            @Override
            public void failed(Disconnect disconnect) {
                attempt.failed(end(disconnect));
            }
        });
    }

    private Connection connection(Connection connection) {
        return new Connection() {
            @Override
            public void send(String message, Runnable written) {
                connection.send(message, written);
            }

            @Override
            public void close(CloseReason reason) {
                connection.close(WrongTransport.this.close(reason));
            }
        };
    }

    private ConnectionListener listener(ConnectionListener listener) {
        return new ConnectionListener() {
            @Override
            public void received(String message, Runnable consumed) {
                listener.received(text(message), consumed);
            }

            @Override
            public void unreadable(MessageFault fault, String message, Runnable consumed) {
                listener.unreadable(fault, message, consumed);
            }

            @Override
            public void closed(Disconnect disconnect) {
                listener.closed(end(disconnect));
            }
        };
    }

    /** One that changes what was agreed. */
    static Function<ClientTransport, ClientTransport> agreeing(UnaryOperator<Subprotocol> change) {
        return right -> new WrongTransport(right) {
            @Override
            Subprotocol agreed(Subprotocol subprotocol) {
                return change.apply(subprotocol);
            }
        };
    }

    /** One that connects otherwise than it was asked. */
    static Function<ClientTransport, ClientTransport> requesting(UnaryOperator<ConnectRequest> change) {
        return right -> new WrongTransport(right) {
            @Override
            ConnectRequest request(ConnectRequest request) {
                return change.apply(request);
            }
        };
    }

    /** One that changes what arrives. */
    static Function<ClientTransport, ClientTransport> hearing(UnaryOperator<String> change) {
        return right -> new WrongTransport(right) {
            @Override
            String text(String message) {
                return change.apply(message);
            }
        };
    }

    /** One that tells of another end. */
    static Function<ClientTransport, ClientTransport> ending(UnaryOperator<Disconnect> change) {
        return right -> new WrongTransport(right) {
            @Override
            Disconnect end(Disconnect disconnect) {
                return change.apply(disconnect);
            }
        };
    }

    /** One that closes for another reason. */
    static Function<ClientTransport, ClientTransport> closing(UnaryOperator<CloseReason> change) {
        return right -> new WrongTransport(right) {
            @Override
            CloseReason close(CloseReason reason) {
                return change.apply(reason);
            }
        };
    }
}
