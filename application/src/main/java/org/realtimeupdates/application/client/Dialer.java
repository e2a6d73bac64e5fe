package org.realtimeupdates.application.client;

import java.time.Instant;
import java.util.Objects;
import org.realtimeupdates.application.port.execution.SerialExecutor;
import org.realtimeupdates.application.port.transport.ClientTransport.ConnectAttempt;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two steps of an attempt to connect: a token, asked for every time on an executor of its own as that may block, and the handshake.
 * Says what became of them on the control executor; attempts are told apart by their numbers.
 */
final class Dialer {

    private static final Logger log = LoggerFactory.getLogger(Dialer.class);

    private final ClientIdentity identity;
    private final ClientPorts ports;
    private final ClientOptions options;
    private final SerialExecutor control;
    private final SerialExecutor credentials;
    private final Caller caller;

    /** The attempt that a token is wanted for; those of earlier ones are not asked for any more. */
    private volatile int tokenWantedFor;

    Dialer(ClientIdentity identity, ClientPorts ports, ClientOptions options, SerialExecutor control, Caller caller) {
        this.identity = identity;
        this.ports = ports;
        this.options = options;
        this.control = control;
        this.credentials = ports.scheduler().newSerialExecutor();
        this.caller = caller;
    }

    void askToken(int attempt) {
        tokenWantedFor = attempt;
        credentials.execute(() -> {
            if (attempt != tokenWantedFor) {
                return;
            }
            try {
                String token = Objects.requireNonNull(identity.credentials().token(), "token");
                control.execute(() -> caller.hasToken(attempt, token));
            } catch (Exception | Error e) {
                // Without what it says, which may quote a token.
                log.warn("There is no token now: {}", e.getClass().getName());
                control.execute(() -> caller.failed(attempt, new Disconnect.Failed("no token")));
            }
        });
    }

    void dial(int attempt, String token) {
        ConnectRequest request = new ConnectRequest(
                identity.endpoint(),
                identity.deviceId(),
                token,
                options.subprotocols(),
                options.connectTimeout(),
                options.maxMessageBytes());
        try {
            ports.transport()
                    .connect(request, new Attempt(attempt, ports.clock().instant()));
        } catch (RuntimeException e) {
            log.error("The transport failed: {}", e.getClass().getName());
            caller.failed(attempt, new Disconnect.Failed("the transport failed"));
        }
    }

    private final class Attempt implements ConnectAttempt {

        private final int number;
        private final Instant dialledAt;

        Attempt(int number, Instant dialledAt) {
            this.number = number;
            this.dialledAt = dialledAt;
        }

        @Override
        public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
            Link opened = new Link(connection, subprotocol, dialledAt, ports.codec(), control, caller);
            control.execute(() -> caller.opened(number, opened));
            return opened;
        }

        @Override
        public void failed(Disconnect disconnect) {
            control.execute(() -> caller.failed(number, disconnect));
        }
    }

    /** Who wants a connection; called on the control executor. */
    interface Caller extends Link.Owner {

        void hasToken(int attempt, String token);

        void opened(int attempt, Link link);

        void failed(int attempt, Disconnect disconnect);
    }
}
