package org.realtimeupdates.adapter.tyrus.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.TransportContract;

class StandaloneServerTransportTest extends TransportContract {

    private static final TyrusTransport TRANSPORT = new TyrusTransport();

    @AfterAll
    static void closeTransport() {
        TRANSPORT.close();
    }

    @Override
    protected TransportEndpoint start(RealtimeServer server) throws IOException {
        return new Started(StandaloneServer.start(
                server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), StandaloneServerOptions.DEFAULT));
    }

    @Override
    protected ClientTransport transport() {
        return TRANSPORT;
    }

    record Started(StandaloneServer server) implements TransportEndpoint {

        @Override
        public URI uri() {
            return server.uri();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
