package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterAll;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.ServerLimits;
import org.realtimeupdates.testfixtures.contract.TransportContract;

class JettyTransportTest extends TransportContract {

    private static final TyrusTransport TRANSPORT = new TyrusTransport();

    @AfterAll
    static void closeTransport() {
        TRANSPORT.close();
    }

    @Override
    protected TransportEndpoint start(RealtimeServer server) throws IOException {
        return Started.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ServerLimits.WIDE);
    }

    @Override
    protected ClientTransport transport() {
        return TRANSPORT;
    }
}
