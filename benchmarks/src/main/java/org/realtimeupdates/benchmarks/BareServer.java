package org.realtimeupdates.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.realtimeupdates.adapter.websocket.server.StandaloneServerOptions;
import org.realtimeupdates.application.port.transport.Connection;
import org.realtimeupdates.application.port.transport.ConnectionListener;
import org.realtimeupdates.application.port.transport.Disconnect;
import org.realtimeupdates.application.port.transport.Subprotocol;
import org.realtimeupdates.application.server.Admission;
import org.realtimeupdates.application.server.Handshake;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.domain.Device;

/**
 * A transport without a service above it, in a process of its own: {@code BareServer TRANSPORT}. Lets everybody in and says nothing. Takes
 * the order {@code memory}.
 */
final class BareServer implements RealtimeServer {

    private static final int MAX_CONNECTIONS = 20_000;
    private static final Listener DEAF = new Listener();

    private BareServer() {}

    public static void main(String[] arguments) throws IOException {
        OurTransport.Serving serving = OurTransport.valueOf(arguments[0])
                .serve(
                        new BareServer(),
                        0,
                        StandaloneServerOptions.DEFAULT.withMaxConnections(MAX_CONNECTIONS, MAX_CONNECTIONS));
        System.out.println("listening " + serving.uri());
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(MemoryInUse.now());
            }
        }
        System.exit(0);
    }

    @Override
    public long arrived() {
        return 0;
    }

    @Override
    public Admission admit(Handshake handshake, long arrival) {
        String name = handshake.deviceId().orElseThrow();
        return new Admission.Accepted(new Device(name, name), Subprotocol.V1_BINARY);
    }

    @Override
    public ConnectionListener open(Admission.Accepted admission, Connection connection) {
        return DEAF;
    }

    @Override
    public void close() {}

    /** Of every connection. */
    private static final class Listener implements ConnectionListener {

        @Override
        public void received(String message, Runnable consumed) {
            consumed.run();
        }

        @Override
        public void unreadable(MessageFault fault, String message, Runnable consumed) {
            consumed.run();
        }

        @Override
        public void closed(Disconnect disconnect) {}
    }
}
