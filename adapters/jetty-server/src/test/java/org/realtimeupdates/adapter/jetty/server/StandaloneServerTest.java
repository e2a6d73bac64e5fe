package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.parallel.Isolated;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.ServerLimits;
import org.realtimeupdates.testfixtures.contract.StandaloneServerContract;

@Isolated("counts the threads of this process")
class StandaloneServerTest extends StandaloneServerContract {

    @Override
    protected StandaloneEndpoint start(RealtimeServer server, InetSocketAddress address, ServerLimits limits)
            throws IOException {
        return Started.start(server, address, limits);
    }

    @Override
    protected ClientTransport transport() {
        return TyrusTransport.shared();
    }
}
