package org.realtimeupdates.adapter.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.realtimeupdates.adapter.jsonb.JsonbMessageCodec;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.port.transport.ConnectRequest;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Decoded;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.MessageCodec.Sender;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.domain.AccountType;
import org.realtimeupdates.domain.Update;

/** Looks at what comes over each connection: refs are numbered, and within a connection and account each is higher than the last. */
final class OrderCheckingTransport implements ClientTransport {

    private final ClientTransport transport;
    private final List<String> violations = new CopyOnWriteArrayList<>();

    OrderCheckingTransport(ClientTransport transport) {
        this.transport = transport;
    }

    List<String> violations() {
        return new ArrayList<>(violations);
    }

    @Override
    public void connect(ConnectRequest request, ConnectAttempt attempt) {
        transport.connect(request, new ConnectAttempt() {
            @Override
            public ConnectionListener opened(Connection connection, Subprotocol subprotocol) {
                return checking(attempt.opened(connection, subprotocol), subprotocol);
            }

            @Override
            public void failed(Disconnect disconnect) {
                attempt.failed(disconnect);
            }
        });
    }

    private ConnectionListener checking(ConnectionListener listener, Subprotocol subprotocol) {
        Map<AccountType, Integer> last = new EnumMap<>(AccountType.class);
        return new ConnectionListener() {
            @Override
            public void received(String message, Runnable consumed) {
                check(message, subprotocol, last);
                listener.received(message, consumed);
            }

            @Override
            public void unreadable(MessageFault fault, String message, Runnable consumed) {
                violations.add("unreadable: " + fault);
                listener.unreadable(fault, message, consumed);
            }

            @Override
            public void closed(Disconnect disconnect) {
                listener.closed(disconnect);
            }
        };
    }

    private void check(String message, Subprotocol subprotocol, Map<AccountType, Integer> last) {
        for (Decoded frame : new JsonbMessageCodec().decode(message, Sender.SERVER, subprotocol)) {
            if (frame instanceof Decoded.Frame valid && valid.message().payload() instanceof Update update) {
                int number = Integer.parseInt(update.ref().value().substring(1));
                int before = Optional.ofNullable(last.put(valid.message().account(), number))
                        .orElse(0);
                if (number <= before) {
                    violations.add("u" + number + " after u" + before);
                }
            }
        }
    }
}
