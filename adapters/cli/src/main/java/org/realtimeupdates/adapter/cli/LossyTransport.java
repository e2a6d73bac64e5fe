package org.realtimeupdates.adapter.cli;

import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.CloseReason;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;

/** A transport on which, from a moment on, nothing that the app sends arrives: how a network dies. */
final class LossyTransport implements ClientTransport {

    private final ClientTransport transport;
    private volatile boolean losing;

    LossyTransport(ClientTransport transport) {
        this.transport = transport;
    }

    /** From now on whatever is sent is lost. */
    void loseWhatIsSent() {
        losing = true;
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        transport.connect(request, new ConnectAttempt() {
            @Override
            public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
                return attempt.opened(lossy(connection), subprotocol);
            }

            @Override
            public void failed(Disconnect disconnect) {
                attempt.failed(disconnect);
            }
        });
    }

    private Connection lossy(Connection connection) {
        return new Connection() {
            @Override
            public void send(String message, Runnable written) {
                if (losing) {
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
}
