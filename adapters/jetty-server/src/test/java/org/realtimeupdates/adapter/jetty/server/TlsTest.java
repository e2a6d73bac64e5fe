package org.realtimeupdates.adapter.jetty.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.realtimeupdates.adapter.tyrus.client.TyrusTransport;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.ServerLimits;
import org.realtimeupdates.testfixtures.contract.TlsContract;

class TlsTest extends TlsContract {

    @Override
    protected StandaloneEndpoint start(RealtimeServer server, InetSocketAddress address, ServerLimits limits)
            throws IOException {
        return Started.start(server, address, limits);
    }

    @Override
    protected ClientTransport transport(@Nullable SSLContext trust) {
        return trust == null ? new TyrusTransport() : new TyrusTransport(trust);
    }
}
