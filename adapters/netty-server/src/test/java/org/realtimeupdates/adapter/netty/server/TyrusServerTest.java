package org.realtimeupdates.adapter.netty.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.realtimeupdates.adapter.netty.client.NettyTransport;
import org.realtimeupdates.adapter.tyrus.server.StandaloneServer;
import org.realtimeupdates.application.port.transport.ClientTransport;
import org.realtimeupdates.application.server.RealtimeServer;
import org.realtimeupdates.testfixtures.contract.TransportContract;

/** The client of the one engine and the server of the other. */
class TyrusServerTest extends TransportContract {

    @Override
    protected TransportEndpoint start(RealtimeServer server) throws IOException {
        return new OnTyrus(StandaloneServer.start(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
    }

    @Override
    protected ClientTransport transport() {
        return NettyTransport.shared();
    }

    record OnTyrus(StandaloneServer server) implements TransportEndpoint {

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
